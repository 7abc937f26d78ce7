package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.dtrace.DtrussParser;
import io.jaildeps.trace.ktrace.KdumpParser;
import io.jaildeps.trace.ktrace.KtraceParser;
import io.jaildeps.trace.truss.FreebsdTrussParser;
import io.jaildeps.trace.truss.SolarisTrussParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accesses of other people's captures of other systems, compared by hand with what stands in the captures. */
class RecordedElsewhereTest {
    private static List<FileAccess> accesses(String capture, TraceParser parser, TraceSystem system)
            throws IOException {
        Path file = Recorded.shared("foreign/" + capture);
        assumeTrue(Files.exists(file), "no recorded traces of other people here");
        List<FileAccess> accesses = new ArrayList<>();
        AccessReader reader = new AccessReader(system, JailPath.ROOT, "/cwd", accesses::add);
        try (InputStream in = Files.newInputStream(file)) {
            parser.parse(in, reader);
        }
        reader.finish();
        return accesses;
    }

    private static List<String> ktrace(String capture, TraceSystem system) throws IOException {
        return accesses("ktrace-bin/" + capture + ".ktrace.out", new KtraceParser(new CallFilter.All()), system)
                .stream()
                .map(Seen::line)
                .toList();
    }

    @Test
    void freebsd_on_amd64() throws IOException {
        assertEquals(
                List.of(
                        "EXECUTE /cwd/ldpreload",
                        "READ /libexec/ld-elf.so.1",
                        "LOOK /etc",
                        "LOOK /etc/libmap.conf",
                        "READ /etc/libmap.conf",
                        "LOOK /usr",
                        "LOOK /usr/local",
                        "LOOK /usr/local/etc",
                        "LOOK /usr/local/etc/libmap.d ENOENT",
                        "READ /var/run/ld-elf.so.hints",
                        "LOOK /lib/libc.so.7",
                        "READ /lib/libc.so.7",
                        "READ_LINK /etc/malloc.conf ENOENT",
                        "READ /cwd/test.txt"),
                ktrace("freebsd-amd64-v0-denoble", TraceSystem.FREEBSD));
    }

    @Test
    void freebsd_on_i386() throws IOException {
        List<String> lines = ktrace("freebsd-i386-v0-nfsp", TraceSystem.FREEBSD);
        assertEquals("EXECUTE /cwd/MainNFSD/proxy.ganesha.nfsd", lines.get(0));
        assertTrue(lines.contains("READ /etc/libmap.conf ENOENT"));
        assertTrue(lines.contains("LOOK /usr/local/lib/libreadline.so.8 ENOENT"));
        assertTrue(lines.contains("READ /lib/libreadline.so.8"));
    }

    @Test
    void a_trace_without_path_records_has_no_accesses() throws IOException {
        assertEquals(List.of(), ktrace("freebsd-amd64-v1-mcsh", TraceSystem.FREEBSD));
    }

    @Test
    void netbsd_on_i386() throws IOException {
        assertEquals(
                List.of(
                        "EXECUTE /cwd/rc",
                        "READ /usr/libexec/ld.elf_so",
                        "READ /etc/ld.so.conf",
                        "READ /usr/pkg/lib/libedit.so.2 ENOENT",
                        "READ /usr/X11R6/lib/libedit.so.2 ENOENT",
                        "READ /usr/lib/libedit.so.2",
                        "READ /usr/pkg/lib/libtermcap.so.0 ENOENT",
                        "READ /usr/X11R6/lib/libtermcap.so.0 ENOENT",
                        "READ /usr/lib/libtermcap.so.0",
                        "READ /usr/pkg/lib/libc.so.12 ENOENT",
                        "READ /usr/X11R6/lib/libc.so.12 ENOENT",
                        "READ /usr/lib/libc.so.12",
                        "READ /dev/null",
                        "WRITE /dev/null",
                        "WRITE /dev/null",
                        "READ_LINK /etc/malloc.conf ENOENT",
                        "READ /tmp/t0",
                        "LOOK /home/tjg/.termcap.db ENOENT",
                        "READ /home/tjg/.termcap.db ENOENT",
                        "READ /home/tjg/.termcap ENOENT",
                        "LOOK /usr/share/misc/termcap.db",
                        "READ /usr/share/misc/termcap.db",
                        "READ /home/tjg/.editrc"),
                ktrace("netbsd-i386-v0-rc", TraceSystem.NETBSD));
    }

    @Test
    void openbsd_on_amd64() throws IOException {
        assertEquals(
                List.of(
                        "EXECUTE /cwd/pg",
                        "READ /usr/libexec/ld.so",
                        "READ /var/run/ld.so.hints",
                        "READ /usr/lib/libc.so.86.0",
                        "READ_LINK /etc/malloc.conf ENOENT",
                        "READ /var/run/dev.db"),
                ktrace("openbsd-amd64-2016-pg", TraceSystem.OPENBSD));
        assertEquals(
                List.of(
                        "EXECUTE /home/piotr/bin/coin",
                        "READ /usr/libexec/ld.so",
                        "READ /var/run/ld.so.hints",
                        "READ /usr/lib/libc.so.95.1"),
                ktrace("openbsd-amd64-2020-smallsoft", TraceSystem.OPENBSD));
    }

    @Test
    void old_mac_os_x_on_powerpc() throws IOException {
        List<String> lines = ktrace("macosx-ppc-php-interpreter", TraceSystem.MACOS);
        assertEquals(
                List.of(
                        "EXECUTE /sw/bin/perl ENOENT",
                        "EXECUTE /sw/sbin/perl ENOENT",
                        "EXECUTE /bin/perl ENOENT",
                        "EXECUTE /usr/bin/perl",
                        "READ /usr/lib/dyld",
                        "READ /System/Library/Perl/5.8.6/darwin-thread-multi-2level/CORE/libperl.dylib"),
                lines.subList(0, 6));
        assertTrue(lines.contains("LOOK /System/Library/Perl/Extras/5.8.6/darwin-thread-multi-2level"));
    }

    @ParameterizedTest
    @CsvSource({"FREEBSD, /cwd/sixnix", "DRAGONFLY, /cwd/sixnix", "NETBSD, /cwd/sixnix", "OPENBSD, /tmp/sixnix"})
    void kdumps_text(TraceSystem system, String program) throws IOException {
        String capture = "kdump/" + system.name().toLowerCase(Locale.ROOT) + "-sixnix.txt";
        List<FileAccess> accesses = accesses(capture, new KdumpParser(new CallFilter.All(), system), system);
        assertEquals(
                List.of("EXECUTE " + program, "ENTER /system ENOENT"),
                accesses.stream().map(Seen::line).toList());
        assertEquals(program, accesses.get(1).actor().program());
    }

    @Test
    void truss_on_freebsd() throws IOException {
        assertEquals(
                List.of(
                        "READ /dev/urandom",
                        "READ /dev/urandom",
                        "READ /cwd/pages/index.html",
                        "READ /cwd/pages/tweet.html",
                        "READ /cwd/pages/finisher.html",
                        "READ /cwd/pages/photo.jpg",
                        "READ /cwd/pages/index.rss",
                        "READ /cwd/pages/finisher.rss",
                        "READ /cwd/pages/rss.png",
                        "READ /cwd/tweets/0",
                        "READ /cwd/tweets/1",
                        "READ /cwd/tweets/2 ENOENT"),
                lines(
                        "freebsd-truss/rant-server.txt",
                        new FreebsdTrussParser(new CallFilter.All()),
                        TraceSystem.FREEBSD));
    }

    @Test
    void truss_on_opensolaris() throws IOException {
        assertEquals(
                List.of(
                        "EXECUTE /usr/bin/ls",
                        "READ_LINK /usr/lib/ld.so.1",
                        "READ_LINK /usr/bin/ls",
                        "LOOK /usr/bin/ls",
                        "READ /var/ld/ld.config ENOENT",
                        "LOOK /lib/libsec.so.1",
                        "READ_LINK /lib/libsec.so.1",
                        "READ /lib/libsec.so.1",
                        "LOOK /lib/libc.so.1",
                        "READ_LINK /lib/libc.so.1",
                        "READ /lib/libc.so.1",
                        "LOOK /lib/libavl.so.1",
                        "READ_LINK /lib/libavl.so.1",
                        "READ /lib/libavl.so.1",
                        "LOOK /cwd/",
                        "READ /cwd/",
                        "LIST /cwd/",
                        "LIST /cwd/"),
                lines(
                        "solaris-truss/sys-trace-05.txt",
                        new SolarisTrussParser(new CallFilter.All()),
                        TraceSystem.ILLUMOS));
        assertEquals(
                List.of("EXECUTE /tmp/sixnix", "ENTER /system"),
                lines(
                        "solaris-truss/openindiana-sixnix.txt",
                        new SolarisTrussParser(new CallFilter.All()),
                        TraceSystem.ILLUMOS));
    }

    private static List<String> lines(String capture, TraceParser parser, TraceSystem system) throws IOException {
        return accesses(capture, parser, system).stream().map(Seen::line).toList();
    }

    @Test
    void dtruss_on_macos() throws IOException {
        List<String> lines = accesses(
                        "macos-dtruss/dbserver.txt",
                        new DtrussParser(new CallFilter.All(), TraceSystem.MACOS),
                        TraceSystem.MACOS)
                .stream()
                .map(Seen::line)
                .toList();
        assertEquals(
                List.of(
                        "READ /cwd/",
                        "READ /",
                        "READ /System/Cryptexes/OS",
                        "READ /System/Cryptexes/OS/System/Library/dyld/"),
                lines.subList(0, 4));
        assertTrue(lines.contains("LOOK /usr/lib/libSystem.B.dylib ENOENT"));
        assertTrue(lines.contains("UPDATE /dev/dtracehelper"));
    }
}

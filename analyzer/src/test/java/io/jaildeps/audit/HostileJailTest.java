package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jails by an attacker: the audit ends, says what it could not read, and touches and prints nothing that it should not. */
class HostileJailTest {
    static final Set<String> KINDS = Set.of("unreadable");

    @TempDir
    private Path folder;

    private Place place;

    @BeforeEach
    void make() throws IOException {
        Requires.root();
        place = Place.in(folder);
    }

    @Test
    void a_fifo_is_not_opened_under_any_name_that_is_read() throws IOException, InterruptedException {
        for (String name : new String[] {
            "etc/nsswitch.conf",
            "etc/shadow",
            "etc/ld.so.cache",
            "etc/pam.d/login",
            "etc/nginx/nginx.conf",
            "etc/gshadow",
            "usr/lib/gconv/gconv-modules",
            "usr/bin/program"
        }) {
            Place.directory(place.in(name).resolveSibling(""));
            Place.tool("mkfifo", "-m", "0755", place.in(name));
        }
        Files.delete(place.in("etc/passwd"));
        Place.tool("mkfifo", place.in("etc/passwd"));
        assertEquals(
                Set.of(
                        "medium wrong-type /etc/nsswitch.conf",
                        "medium wrong-type /etc/shadow",
                        "high wrong-type /etc/ld.so.cache",
                        "medium wrong-type /etc/pam.d/login",
                        "medium wrong-type /etc/nginx/nginx.conf",
                        "medium wrong-type /etc/gshadow",
                        "medium wrong-type /etc/passwd",
                        "medium wrong-type /usr/lib/gconv/gconv-modules"),
                place.found());
    }

    @Test
    void nothing_outside_is_read_through_a_link_or_changed() throws IOException, InterruptedException {
        Path outside = folder.resolve("outside");
        Place.put(outside.resolve("nginx.conf"), "load_module /nosuch.so;\n");
        Place.put(outside.resolve("passwd"), "toor:x:0:0::/:/bin/sh\n");
        Files.createSymbolicLink(place.in("etc/nginx"), outside);
        Files.delete(place.in("etc/passwd"));
        Files.createSymbolicLink(place.in("etc/passwd"), Path.of("../../outside/passwd"));
        Map<String, String> before = TreeDump.withTimes(folder);
        assertEquals(
                Set.of("high link-climbs /etc/passwd", "low link-dangling /etc/passwd", "low link-dangling /etc/nginx"),
                place.found());
        assertEquals(before, TreeDump.withTimes(folder));
    }

    @Test
    void a_sparse_file_of_10_gigabytes_is_not_read() throws IOException, InterruptedException {
        for (String name : new String[] {"var/sparse", "etc/nsswitch.conf"}) {
            Place.directory(place.in(name).resolveSibling(""));
            try (RandomAccessFile file = new RandomAccessFile(place.in(name).toFile(), "rw")) {
                file.setLength(10L << 30);
            }
            Place.mode(place.in(name), 0644);
        }
        assertEquals(Set.of("medium unreadable /etc/nsswitch.conf"), place.found());
        assertTrue(place.audit().sizeBytes() >= 20L << 30);
    }

    @Test
    void a_program_cut_at_any_byte_is_told_to_be_broken_and_stops_nothing() throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(place.in("usr/bin/cut"));
        int count = 0;
        for (int length = 4; length < whole.length; length += length < 1200 ? 1 : 509) {
            Path file = place.in("usr/bin/" + length);
            Files.write(file, Arrays.copyOf(whole, length));
            Place.mode(file, 0755);
            Files.copy(file, place.host.resolve("usr/bin/" + length));
            Files.writeString(place.host.resolve("usr/bin/" + length), "other");
            count++;
        }
        long broken = place.audit().findings().stream()
                .filter(finding -> finding.kind() == Kind.ELF_BROKEN)
                .count();
        // what the loader needs stands before the last bytes: a few cuts do not break it
        assertTrue(broken >= Math.min(count, Findings.MOST) * 9 / 10, broken + " of " + count);
    }

    @Test
    void no_control_byte_of_a_name_or_a_file_comes_out() throws IOException, InterruptedException {
        String hostile = "a\n\u001b[31m\u0007b\\";
        for (Path root : new Path[] {place.jail}) {
            Place.mode(Files.writeString(root.resolve("etc/" + hostile), "#!/\u001b[31m\n"), 06777);
        }
        Files.createSymbolicLink(place.in("etc/link"), Path.of(hostile + "x"));
        place.write("etc/passwd", "to\u001b[31mor:x:0:0::/:/bin/sh\n\u0007::1:1\n");
        place.write("etc/shadow", "\u001b]0;x\u0007:$1$x:\n");
        place.write("etc/nsswitch.conf", "hosts: \u001b[31m evil\u009b\n");
        place.write("etc/pam.d/login", "auth required /\u001b[31m.so\n@include \u0007\n");
        place.write("etc/nginx/nginx.conf", "load_module /\u001b[31m;\n");
        place.write("etc/ssh/sshd_config", "Subsystem x /\u009b\u0000y\n");
        place.write("usr/lib/gconv/gconv-modules", "module a b \u001b[31m 1\n");
        AuditResult result = place.audit();
        assertTrue(result.findings().size() >= 10, result.findings()::toString);
        for (Finding finding : result.findings()) {
            for (String text : new String[] {
                finding.path().toString(), finding.reason(), finding.mend().text()
            }) {
                assertTrue(text.chars().allMatch(c -> c >= 0x20 && c != 0x7f && (c < 0x80 || c > 0x9f)), text);
            }
        }
    }

    @Test
    void a_path_longer_than_the_kernel_takes_is_told_to_be_unreadable() throws IOException, InterruptedException {
        String name = "n".repeat(200);
        String loop = "chdir $ARGV[0]; for (1..24) { mkdir $ARGV[1] or die; chdir $ARGV[1] or die }";
        try {
            Place.tool("perl", "-e", loop, place.jail, name);
            assertEquals(
                    Set.of(Kind.UNREADABLE),
                    Set.copyOf(
                            place.audit().findings().stream().map(Finding::kind).toList()));
        } finally {
            Place.tool("rm", "-rf", place.in(name));
        }
    }

    @Test
    void a_pattern_of_many_stars_in_a_configuration_takes_no_time() throws IOException, InterruptedException {
        String name = "n".repeat(250);
        place.write("etc/nginx/modules-enabled/" + name, "");
        place.write("etc/nginx/nginx.conf", "load_module /etc/nginx/modules-enabled/" + "*n".repeat(1000) + "x;\n");
        assertTrue(place.found().contains("high module-missing /etc/nginx/nginx.conf"));
    }

    @Test
    void of_many_findings_of_a_kind_a_thousand_are_told_and_all_are_counted() throws IOException, InterruptedException {
        Place.directory(place.in("var"));
        for (int i = 0; i < Findings.MOST + 50; i++) {
            Files.createSymbolicLink(place.in("var/" + i), Path.of("nothing"));
        }
        AuditResult result = place.audit();
        assertEquals(Findings.MOST, result.findings().size());
        assertEquals(Findings.MOST + 50, result.count(Severity.LOW));
    }
}

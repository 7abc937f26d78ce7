package io.jaildeps.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.suggest.Suggesting;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherSystemsBuildTest {
    private static final Manifest.Platform HERE = new Manifest.Platform("linux", "of-this-machine");

    @TempDir
    private Path root;

    private long line;

    private void call(RecordedRun run, String name, Outcome outcome, String... args) {
        List<Arg> given = Arrays.stream(args)
                .<Arg>map(arg -> arg.startsWith("/") ? new Arg.Text(arg, false) : new Arg.Word(arg))
                .toList();
        run.accept(new TraceEvent.Call(++line, new Pid(1), name, given, outcome, false));
    }

    private RecordedRun ls(TraceSystem system) {
        RecordedRun run = new RecordedRun(system, "/", "", access -> {});
        Outcome absent = new Outcome.Failed("ENOENT");
        call(run, "execve", new Outcome.Returned(0), "/usr/bin/ls", "0x0", "0x0");
        call(run, "open", absent, "/var/ld/ld.config", "O_RDONLY");
        call(run, "open", new Outcome.Returned(3), "/etc/passwd", "O_RDONLY");
        call(run, "open", new Outcome.Returned(3), "/dev/zero", "O_RDONLY");
        call(run, "open", new Outcome.Returned(3), "/var/adm", "O_RDONLY");
        call(run, "getdents", new Outcome.Returned(100), "3", "0x1", "8192");
        call(run, "open", new Outcome.Returned(3), "/opt/", "O_RDONLY");
        call(run, "stat", new Outcome.Returned(0), "/usr/share/looked", "0x1");
        call(run, "readlink", new Outcome.Returned(3), "/etc/link", "0x1", "1024");
        call(run, "open", new Outcome.Returned(4), "/var/log/made", "O_WRONLY|O_CREAT|O_EXCL", "0666");
        call(run, "connect", new Outcome.Failed("ENOENT"), "3", "0x1");
        run.finish();
        return run;
    }

    private static Manifest.Target target() {
        return new Manifest.Target(List.of("/usr/bin/ls"), JailPath.ROOT, "root", new TreeMap<>(), "exit", List.of());
    }

    private RecordedBuild.Result build(Optional<Sysroot> tree, TraceSystem system) throws IOException {
        RecordedRun run = ls(system);
        return new RecordedBuild(tree, system, Suggesting.NOTHING, Surroundings.NONE)
                .make(List.of(run), run.facts(), target(), HERE);
    }

    private static List<String> lines(Manifest manifest) {
        return manifest.entries().stream()
                .map(entry -> entry instanceof Entry.Unverified unverified
                        ? "unverified " + line(unverified.supposed())
                        : line(entry))
                .toList();
    }

    private static String line(Entry entry) {
        return entry.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + entry.path();
    }

    @Test
    void without_its_tree_another_systems_trace_gives_entries_that_nobody_has_verified() throws IOException {
        RecordedBuild.Result result = build(Optional.empty(), TraceSystem.ILLUMOS);
        assertEquals(
                List.of(
                        "unverified device /dev/zero",
                        "unverified file /etc/passwd",
                        "unverified directory /opt",
                        "unverified file /usr/bin/ls",
                        "unverified directory /var/adm",
                        "unverified directory /var/log"),
                lines(result.manifest()));
        assertEquals(
                new Manifest.Platform("sunos", "unknown"), result.manifest().platform());
        assertTrue(result.hasProgram());
        assertEquals(List.of(), result.lacking());
        assertEquals(
                List.of("loader-settings", "only-looked-at", "state"),
                result.manifest().ignored().stream().map(Manifest.Ignored::rule).toList());
        assertEquals(
                List.of("/etc/link"),
                result.manifest().suggestions().stream()
                        .map(suggestion -> suggestion.path().toString())
                        .toList());
    }

    @Test
    void with_its_tree_the_files_there_tell_what_is_needed_and_for_which_processor() throws IOException {
        write("usr/bin/ls", sparcProgram());
        write("etc/passwd", "root:x:0:0::/:/bin/sh\n".getBytes(StandardCharsets.US_ASCII));
        Files.createDirectories(root.resolve("var/adm"));
        Files.createDirectories(root.resolve("var/log"));
        RecordedBuild.Result result = build(Optional.of(new Sysroot(HostPath.of(root))), TraceSystem.ILLUMOS);
        assertFalse(result.manifest().entries().stream().anyMatch(Entry.Unverified.class::isInstance));
        assertEquals(
                new Manifest.Platform("sunos", "sparc64"), result.manifest().platform());
        assertTrue(lines(result.manifest()).containsAll(List.of("file /etc/passwd", "file /usr/bin/ls")));
        assertEquals(
                List.of(JailPath.of("/dev/zero")),
                result.lacking().stream()
                        .filter(path -> path.toString().startsWith("/dev"))
                        .toList());
    }

    @Test
    void a_program_that_the_trace_does_not_show_is_supposed_to_be_there() throws IOException {
        RecordedRun run = new RecordedRun(TraceSystem.FREEBSD, "/", "/usr/bin/ls", access -> {});
        call(run, "open", new Outcome.Returned(3), "/etc/hosts", "O_RDONLY", "00");
        run.finish();
        RecordedBuild.Result result = new RecordedBuild(
                        Optional.empty(), TraceSystem.FREEBSD, Suggesting.NOTHING, Surroundings.NONE)
                .make(List.of(run), run.facts(), target(), HERE);
        assertEquals(List.of("unverified file /etc/hosts", "unverified file /usr/bin/ls"), lines(result.manifest()));
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /** The header of a static program for SPARC V9, and no segments. */
    private static byte[] sparcProgram() {
        byte[] elf = new byte[64];
        elf[0] = 0x7f;
        elf[1] = 'E';
        elf[2] = 'L';
        elf[3] = 'F';
        elf[4] = 2;
        elf[5] = 2;
        elf[6] = 1;
        elf[17] = 2;
        elf[19] = 43;
        elf[53] = 64;
        elf[55] = 56;
        return elf;
    }
}

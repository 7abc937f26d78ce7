package io.jaildeps.trace.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedTraceTest {
    /** What remains unread of other people's captures, each explained in docs/trace-formats.md. */
    private static final Map<String, Integer> FOREIGN_LEFTOVERS = Map.of(
            "gvisor-triton-tt-aarch64.txt", 9,
            "nix-nerdctl.txt", 1,
            "postmarketos-x-aarch64-f.txt", 1,
            "python-attach-unfinished.txt", 87,
            "snap-obs.txt", 2,
            "strace-process-tree-example.txt", 20,
            "sys-trace-04.txt", 22,
            "teevee-bench.txt", 45);

    /** Folders were renamed in the captures after they were made, except where they stand in hexadecimal digits. */
    private static final Set<String> IN_HEX = Set.of("f-xx.txt", "f-hexall.txt");

    /** The calls of the probe whose strings are paths and nothing else. */
    private static final Set<String> PATH_CALLS = Set.of(
            "access",
            "chdir",
            "chmod",
            "chown",
            "chroot",
            "execve",
            "faccessat2",
            "lchown",
            "link",
            "linkat",
            "mkdir",
            "mkdirat",
            "mknodat",
            "newfstatat",
            "openat",
            "openat2",
            "pivot_root",
            "rename",
            "renameat2",
            "rmdir",
            "statx",
            "symlink",
            "symlinkat",
            "truncate",
            "umount2",
            "unlink",
            "unlinkat",
            "utimensat",
            "inotify_add_watch");

    static Stream<Path> ours() throws IOException {
        return Stream.of("own-strace61", "services")
                .flatMap(folder -> files(Recorded.fixture("traces/" + folder)).stream())
                .filter(RecordedTraceTest::isTrace);
    }

    @ParameterizedTest
    @MethodSource("ours")
    void everyLineOfOurOwnTracesIsRead(Path file) {
        Reading reading = Read.ofFile(file);
        assertEquals(List.of(), reading.unparsed());
        boolean hasCalls =
                !Set.of("f-c.txt", "f-w-c.txt").contains(file.getFileName().toString());
        assertEquals(
                hasCalls && reading.summary().lines() > 0, reading.summary().calls() > 0);
    }

    /** What different options print of the same program. */
    static Stream<Path> sameProgram() throws IOException {
        Set<String> others = Set.of(
                "f-C.txt",
                "f-P.txt",
                "f-Z.txt",
                "f-c.txt",
                "f-delay.txt",
                "f-eraw.txt",
                "f-faultinj.txt",
                "f-k.txt",
                "f-retvalinj.txt",
                "f-rwx.txt",
                "f-w-c.txt",
                "f-z.txt");
        return files(Recorded.fixture("traces/own-strace61")).stream().filter(file -> {
            String name = file.getFileName().toString();
            return (name.matches("f-.*\\.txt") || name.matches("stderr-.*\\.txt")) && !others.contains(name);
        });
    }

    @ParameterizedTest
    @MethodSource("sameProgram")
    void theSamePathsAreSeenWhateverStracesOptions(Path file) {
        Reading plain = Read.ofFile(Recorded.fixture("traces/own-strace61/f.txt"));
        Set<String> expected = paths(plain.events());
        Set<String> actual = paths(Read.ofFile(file).events());
        if (IN_HEX.contains(file.getFileName().toString())) {
            expected = lastComponents(expected);
            actual = lastComponents(actual);
        }
        assertEquals(expected, actual);
    }

    private static Set<String> lastComponents(Set<String> paths) {
        return paths.stream()
                .map(path -> path.replaceFirst(" for .*/", " for "))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aSetOfFilesHasTheSamePathsAsTheOneFile() throws IOException {
        Path folder = Recorded.fixture("traces/own-strace61");
        Set<String> expected = paths(Read.ofFile(folder.resolve("f.txt")).events());
        List<TraceEvent> events = new ArrayList<>();
        new StraceFiles(Reading.ALL).parse(StraceFiles.find(folder.resolve("ff.out")), events::add);
        assertEquals(expected, paths(events));
    }

    @Test
    void everyLineOfStracesOwnTestsIsRead() {
        Path suite = Recorded.shared("strace-suite-6.1/cases");
        assumeTrue(Files.isDirectory(suite), "no recorded traces of strace's own tests here");
        for (Path file : files(suite)) {
            assertEquals(List.of(), Read.ofFile(file).unparsed(), file.toString());
        }
    }

    @Test
    void ofOtherPeoplesTracesExactlyTheDocumentedLinesAreNotRead() {
        Path foreign = Recorded.shared("foreign/linux-strace");
        assumeTrue(Files.isDirectory(foreign), "no recorded traces of other people here");
        Map<String, Integer> leftovers = new TreeMap<>();
        for (Path file : files(foreign)) {
            int unparsed = Read.ofFile(file).unparsed().size();
            if (unparsed > 0) {
                leftovers.put(file.getFileName().toString(), unparsed);
            }
        }
        assertEquals(new TreeMap<>(FOREIGN_LEFTOVERS), leftovers);
    }

    private static Set<String> paths(List<TraceEvent> events) {
        Set<String> paths = new TreeSet<>();
        for (TraceEvent event : events) {
            if (event instanceof TraceEvent.Call call && PATH_CALLS.contains(call.name())) {
                for (Arg arg : call.args()) {
                    if (arg instanceof Arg.Text text && !text.cut()) {
                        String path = text.bytes().replaceAll("mx\\.\\w{4}", "mx");
                        boolean failed = call.outcome() instanceof Outcome.Failed;
                        paths.add(call.name() + (failed ? " fails for " : " succeeds for ") + path);
                    }
                }
            }
        }
        return paths;
    }

    private static boolean isTrace(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".txt") || name.startsWith("ff.out");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.jaildeps.tracer;

import io.jaildeps.trace.Pid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The live processes of a run, from /proc, see proc(5). A process belongs to the run if the run's tracer traces it: what
 * has become a daemon, changed its user or its session still does.
 */
public final class ProcessTree {
    private static final Path PROC = Path.of("/proc");

    private ProcessTree() {}

    /** False on systems without the proc of Linux: all that is asked here is then unknown there, and empty. */
    public static boolean isKnown() {
        return Files.exists(PROC.resolve("self/status"));
    }

    /** The processes that {@code tracer} traces. */
    public static List<Pid> tracedBy(long tracer) throws IOException {
        List<Pid> traced = new ArrayList<>();
        if (!isKnown()) {
            return traced;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                Optional<String> status = read(process.resolve("status"));
                if (status.filter(text -> text.contains("\nTracerPid:\t" + tracer + "\n"))
                        .isPresent()) {
                    traced.add(new Pid(Integer.parseInt(process.getFileName().toString())));
                }
            }
        }
        return traced;
    }

    /** The processor time that live processes have used, in clock ticks of usually 10 ms. */
    public static long cpuTicks(List<Pid> pids) {
        long ticks = 0;
        for (Pid pid : pids) {
            Optional<String> stat = read(PROC.resolve(pid.toString()).resolve("stat"));
            if (stat.isPresent()) {
                // 4321 (sshd) S 1 4321 4321 0 -1 4194560 853 0 0 0 12 3 …: utime is field 14, stime 15
                String[] fields =
                        stat.get().substring(stat.get().lastIndexOf(')') + 2).split(" ");
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            }
        }
        return ticks;
    }

    /**
     * How long the threads of live processes have been on a processor or have waited for one, in nanoseconds; 0 where the
     * kernel does not count it.
     */
    public static long wantedNanos(List<Pid> pids) {
        long nanos = 0;
        for (Pid pid : pids) {
            String[] threads =
                    PROC.resolve(pid.toString()).resolve("task").toFile().list();
            for (String thread : threads == null ? new String[0] : threads) {
                // 816416 12900901 3: time on a processor, time in the queue for one, and how often
                String[] fields = read(PROC.resolve(pid + "/task/" + thread + "/schedstat"))
                        .orElse("0 0 0")
                        .split(" ");
                nanos += Long.parseLong(fields[0]) + Long.parseLong(fields[1]);
            }
        }
        return nanos;
    }

    /** The processes that are, or are about to become, a tracer that writes into {@code workspace}. */
    static List<Pid> writersOfTraces(Path workspace) throws IOException {
        List<Pid> writers = new ArrayList<>();
        if (!isKnown()) {
            return writers;
        }
        String directory = workspace + "/";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                List<String> words =
                        List.of(read(process.resolve("cmdline")).orElse("").split("\0"));
                int option = words.indexOf("-o");
                if (option >= 0
                        && option + 1 < words.size()
                        && words.get(option + 1).startsWith(directory)
                        && words.get(option + 1).endsWith(".trace")) {
                    writers.add(new Pid(Integer.parseInt(process.getFileName().toString())));
                }
            }
        }
        return writers;
    }

    /** When a process started, in clock ticks since boot: with its number it names the process for good. */
    static Optional<String> startTicks(long pid) {
        return read(PROC.resolve(Long.toString(pid)).resolve("stat"))
                .map(stat -> stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]);
    }

    /** A small file of /proc; empty if its process has ended. */
    static Optional<String> read(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}

package io.jaildeps.trace.strace;

import io.jaildeps.path.Counted;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * Reads what {@code strace -ff -o FILE} wrote: FILE.PID for each thread.
 *
 * <p>A thread's events come after the call that made it. With time stamps (-t, -tt, -ttt) the files are merged by time;
 * without them a new thread's events come all at once behind that call, as nothing says how they were interleaved. Of
 * threads that no call made, the lowest number comes first. A thread that was made and has no file, and a second program
 * that no call started, are told at the end as {@link TraceEvent.Incomplete}. An
 * event's line counts in its own file. The files are read twice, at first only for who made whom.
 */
public final class StraceFiles {
    private static final int BUFFER_BYTES = 1 << 14;
    /** What a compressor puts behind a file's name. */
    private static final List<String> PACKED = List.of(".gz", ".xz");

    private final CallFilter filter;
    private final Opener opener;

    /** Opens one file of a set, to be read from its beginning; unpacks it if need be. */
    public interface Opener {
        InputStream open(Path file) throws IOException;
    }

    public StraceFiles(CallFilter filter) {
        this(filter, Files::newInputStream);
    }

    public StraceFiles(CallFilter filter, Opener opener) {
        this.filter = filter;
        this.opener = opener;
    }

    /** The files that belong to {@code -o file}, by the number of their thread: FILE.12, or else FILE.12.gz, FILE.12.xz. */
    public static SortedMap<Pid, Path> find(Path file) throws IOException {
        SortedMap<Pid, Path> files = new TreeMap<>();
        Path folder = file.toAbsolutePath().getParent();
        String start = file.getFileName() + ".";
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder == null ? file.toAbsolutePath() : folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                String plain = unpackedName(name);
                byte[] number = Bytes.of(plain.startsWith(start) ? plain.substring(start.length()) : "");
                int pid = Bytes.number(number, 0, number.length);
                if (pid >= 0) {
                    files.merge(new Pid(pid), entry, StraceFiles::plainer);
                }
            }
        }
        return files;
    }

    private static String unpackedName(String name) {
        return PACKED.stream()
                .filter(name::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .findFirst()
                .orElse(name);
    }

    /** Whoever keeps a file beside its packed copy means the same by both. */
    private static Path plainer(Path one, Path other) {
        return one.toString().compareTo(other.toString()) < 0 ? one : other;
    }

    /** Reads all {@code files}; see {@link #find}. */
    public ParseSummary parse(Map<Pid, Path> files, Consumer<? super TraceEvent> sink) throws IOException {
        Run run = new Run(files, this, sink);
        try {
            return run.toEnd();
        } finally {
            for (ThreadFile file : run.open) {
                file.close();
            }
        }
    }

    /** One reading of a set. */
    private static final class Run {
        private final SortedMap<Pid, Path> unborn;
        private final Set<Pid> all;
        private final SortedSet<Pid> absent = new TreeSet<>();
        private final Opener opener;
        private final Delivery delivery;
        private final PartialCalls partials;
        private final CallNames names;
        private final PriorityQueue<ThreadFile> open = new PriorityQueue<>();
        private final List<Integer> newborn = new ArrayList<>();
        private long births;

        Run(Map<Pid, Path> files, StraceFiles set, Consumer<? super TraceEvent> sink) {
            this.unborn = new TreeMap<>(files);
            this.all = Set.copyOf(files.keySet());
            this.opener = set.opener;
            this.delivery = new Delivery(sink);
            this.partials = new PartialCalls(delivery, newborn::add);
            this.names = new CallNames(set.filter);
        }

        ParseSummary toEnd() throws IOException {
            Family family = family();
            List<Pid> roots = unborn.keySet().stream()
                    .filter(pid -> !family.children().contains(pid.number()))
                    .sorted(Comparator.reverseOrder())
                    .collect(Collectors.toCollection(ArrayList::new));
            for (Pid root : roots) {
                open(root, Prefix.NO_TIME); // of equal times the last one goes first: that of the lowest number
            }
            while (!open.isEmpty() || !unborn.isEmpty()) {
                if (open.isEmpty()) {
                    open(unborn.firstKey(), Prefix.NO_TIME);
                } else {
                    read(open.remove());
                }
            }
            partials.finish();
            roots.removeIf(root -> !family.starts().contains(root.number()));
            tellIncomplete(roots);
            return delivery.summary();
        }

        private void tellIncomplete(List<Pid> starts) {
            if (!absent.isEmpty()) {
                delivery.other(new TraceEvent.Incomplete(
                        0,
                        "the set of files has none of " + Counted.of(absent.size(), "thread", "threads")
                                + " that its calls made, such as " + absent.first()));
            }
            if (starts.size() > 1) {
                delivery.other(new TraceEvent.Incomplete(
                        0,
                        "the set of files has the starts of " + starts.size() + " programs, such as by "
                                + starts.get(starts.size() - 1) + " and " + starts.get(0)
                                + ", of which no call made the other: they are of several runs, or calls that make"
                                + " processes were not recorded"));
            }
        }

        /** Reads lines of {@code file} until another one's turn has come. */
        private void read(ThreadFile file) throws IOException {
            boolean more = !file.atEnd();
            while (more) {
                file.accept();
                more = file.next();
                if (!newborn.isEmpty()) {
                    bear(file.time());
                }
                if (more && !open.isEmpty() && open.element().compareTo(file) < 0) {
                    open.add(file);
                    return;
                }
            }
            partials.endOfFile(file.pid(), file.lines());
            file.close();
        }

        private void bear(long time) throws IOException {
            List<Integer> numbers = List.copyOf(newborn);
            newborn.clear();
            for (int number : numbers) {
                Pid child = new Pid(number);
                if (!all.contains(child)) {
                    absent.add(child);
                }
                open(child, time);
            }
        }

        private void open(Pid pid, long notBefore) throws IOException {
            Path path = unborn.remove(pid);
            if (path != null) {
                LineReader reader = new LineReader(names, partials, new Threads(pid), delivery);
                LineSource lines = new LineSource(opener.open(path), BUFFER_BYTES);
                ThreadFile file = new ThreadFile(pid, lines, reader, births++);
                open.add(file.begin(notBefore));
            }
        }

        private Family family() throws IOException {
            Set<Integer> children = new HashSet<>();
            Set<Integer> starts = new HashSet<>();
            for (Map.Entry<Pid, Path> file : unborn.entrySet()) {
                Delivery first = new Delivery(event -> {
                    if (event instanceof TraceEvent.Call exec
                            && exec.line() == 1
                            && exec.outcome().succeeded()) {
                        starts.add(file.getKey().number());
                    }
                });
                IntConsumer births = children::add;
                PartialCalls calls = new PartialCalls(first, births);
                CallNames forks = new CallNames(new CallFilter.Only(Set.of("execve")));
                LineReader reader = new LineReader(forks, calls, new Threads(file.getKey()), first);
                try (InputStream in = opener.open(file.getValue())) {
                    LineSource lines = new LineSource(in, BUFFER_BYTES);
                    while (lines.next()) {
                        reader.accept(lines);
                    }
                }
            }
            return new Family(children, starts);
        }
    }

    /**
     * How the threads of a set came to be.
     *
     * @param children who was made by a thread of the set
     * @param starts whose file begins with the start of a program, as the first one's of a run does
     */
    private record Family(Set<Integer> children, Set<Integer> starts) {}
}

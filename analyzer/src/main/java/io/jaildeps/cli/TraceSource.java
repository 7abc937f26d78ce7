package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.strace.StraceFiles;
import io.jaildeps.trace.strace.StraceParser;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One recorded run: a file, a set of files with one for each thread, or standard input. */
sealed interface TraceSource {
    /** How messages call it. */
    String name();

    /** Reads it to its end. */
    ParseSummary read(CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput, IOException;

    /** A file or pipe. */
    record Single(Path file) implements TraceSource {
        @Override
        public String name() {
            return HostPath.of(file).toString();
        }

        @Override
        public ParseSummary read(CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput, IOException {
            try (InputStream in = open(file)) {
                return Streams.read(name(), in, filter, sink);
            }
        }
    }

    /** Standard input. */
    record Piped(InputStream in) implements TraceSource {
        @Override
        public String name() {
            return "standard input";
        }

        @Override
        public ParseSummary read(CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput, IOException {
            return Streams.read(name(), in, filter, sink);
        }
    }

    /** What {@code strace -ff -o FILE} wrote. */
    record Threads(String name, SortedMap<Pid, Path> files) implements TraceSource {
        @Override
        public ParseSummary read(CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput, IOException {
            for (Path file : files.values()) {
                try (InputStream in = open(file)) {
                    TraceFormat format = TraceFormat.detect(in.readNBytes(TraceFormat.HEAD_BYTES));
                    if (format != TraceFormat.EMPTY && format != TraceFormat.UNKNOWN) {
                        Streams.check(HostPath.of(file).toString(), format);
                    }
                }
            }
            return new StraceFiles(filter).parse(files, sink);
        }
    }

    /** Finds out what the arguments are: FILE.PID of one FILE are one run. */
    static List<TraceSource> of(List<String> arguments, InputStream in) throws BadInput, BadUsage, IOException {
        Map<Path, SortedMap<Pid, Path>> sets = new LinkedHashMap<>();
        List<TraceSource> sources = new ArrayList<>();
        for (String argument : arguments) {
            Path file = Path.of(argument);
            Matcher numbered = Streams.NUMBERED.matcher(argument);
            if (argument.equals("-")) {
                if (sources.stream().anyMatch(Piped.class::isInstance)) {
                    throw new BadUsage("cannot read standard input twice");
                }
                sources.add(new Piped(in));
            } else if (Files.exists(file)) {
                if (numbered.matches() && Files.isRegularFile(file) && !Streams.numbersItsLines(file)) {
                    sets.computeIfAbsent(Path.of(numbered.group(1)), base -> new TreeMap<>())
                            .put(new Pid(Integer.parseInt(numbered.group(2))), file);
                } else {
                    sources.add(new Single(file));
                }
            } else {
                SortedMap<Pid, Path> found = directoryExists(file) ? StraceFiles.find(file) : new TreeMap<>();
                if (found.isEmpty()) {
                    throw new BadInput("cannot read " + HostPath.of(file) + ": no such file, nor " + HostPath.of(file)
                            + ".PID as by strace -ff");
                }
                sources.add(new Threads(HostPath.of(file).toString(), found));
            }
        }
        sets.forEach((base, files) -> sources.add(new Threads(HostPath.of(base) + ".*", files)));
        return sources;
    }

    private static boolean directoryExists(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory != null && Files.isDirectory(directory);
    }

    private static InputStream open(Path file) throws BadInput {
        try {
            if (Files.isDirectory(file)) {
                throw new BadInput("cannot read " + HostPath.of(file) + ": it is a directory");
            }
            // the channel behind a stream of Files can not stand a pipe
            return Files.isRegularFile(file) ? Files.newInputStream(file) : new FileInputStream(file.toFile());
        } catch (IOException e) {
            throw new BadInput("cannot read " + HostPath.of(file) + ": " + Words.reason(e));
        }
    }

    /** What the sources share. */
    final class Streams {
        /** {@code ff.out.32329}. */
        private static final Pattern NUMBERED = Pattern.compile("(.+)\\.(\\d{1,9})", Pattern.DOTALL);

        /** {@code 31417 execve(…}, {@code [pid 31417] execve(…}: one file of several threads. */
        private static final Pattern LINE_NUMBERED = Pattern.compile("^(\\d+ +|\\[pid +\\d+\\])");

        private Streams() {}

        private static ParseSummary read(
                String name, InputStream in, CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput {
            BufferedInputStream trace = new BufferedInputStream(in, TraceFormat.HEAD_BYTES);
            try {
                trace.mark(TraceFormat.HEAD_BYTES);
                byte[] head = trace.readNBytes(TraceFormat.HEAD_BYTES);
                trace.reset();
                check(name, TraceFormat.detect(head));
                return new StraceParser(filter).parse(trace, sink);
            } catch (IOException e) {
                throw new BadInput("cannot read " + name + ": " + Words.reason(e));
            }
        }

        private static void check(String name, TraceFormat format) throws BadInput {
            if (format != TraceFormat.STRACE) {
                throw new BadInput("cannot parse " + name + ": this is " + format.found());
            }
        }

        private static boolean numbersItsLines(Path file) throws BadInput, IOException {
            try (InputStream in = open(file)) {
                String head = new String(in.readNBytes(64), StandardCharsets.ISO_8859_1);
                return LINE_NUMBERED.matcher(head).find();
            }
        }
    }
}

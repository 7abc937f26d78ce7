package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.any.Detected;
import io.jaildeps.trace.strace.StraceFiles;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** What {@code strace -ff -o FILE} wrote, each file packed or not. */
record OpenSet(String name, SortedMap<Pid, Path> files) implements OpenTrace {
    /** A thread may have done nothing, or nothing that can be told from a program's own output. */
    private static final Set<TraceFormat> NOT_REFUSED =
            EnumSet.of(TraceFormat.STRACE, TraceFormat.EMPTY, TraceFormat.TEXT);

    static OpenSet of(String name, SortedMap<Pid, Path> files) throws BadInput {
        for (Path file : files.values()) {
            if (!Files.isRegularFile(file)) {
                throw new BadInput("cannot read " + HostPath.of(file) + " as one of a set by strace -ff: "
                        + (Files.exists(file) ? "it is no regular file" : "no such file"));
            }
            try (InputStream in = open(file)) {
                TraceFormat format = Detected.of(OpenStream.head(in)).format();
                if (!mayHold(format)) {
                    throw new BadInput("cannot parse " + HostPath.of(file) + " as one of a set by strace -ff: this is "
                            + format.found());
                }
            } catch (IOException e) {
                throw unreadable(file.toString(), e);
            }
        }
        return new OpenSet(name, files);
    }

    static boolean mayHold(TraceFormat format) {
        return NOT_REFUSED.contains(format);
    }

    private static InputStream open(Path file) throws IOException {
        try {
            return new OfSet(file, Unpacked.of(TraceFile.open(file)));
        } catch (BadInput e) {
            throw new IOException(e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(e.getMessage(), TraceFile.unreadable(file, e));
        }
    }

    /** A failure in one of many files has to say in which. */
    private static final class OfSet extends FilterInputStream {
        private final Path file;

        OfSet(Path file, InputStream in) {
            super(in);
            this.file = file;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            try {
                return super.read(b, off, len);
            } catch (IOException e) {
                throw new IOException(e.getMessage(), TraceFile.unreadable(file, e));
            }
        }
    }

    private static BadInput unreadable(String name, IOException e) {
        return e.getCause() instanceof BadInput told ? told : TraceFile.unreadable(name, e);
    }

    @Override
    public TraceSystem system() {
        return TraceSystem.LINUX;
    }

    @Override
    public Optional<String> pathless() {
        return Optional.empty();
    }

    @Override
    public ParseSummary read(CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput {
        try {
            return new StraceFiles(filter, OpenSet::open).parse(files, sink);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public void close() {
        // each file is closed when its reading ends
    }
}

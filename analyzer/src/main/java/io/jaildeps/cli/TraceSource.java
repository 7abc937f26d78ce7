package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;

/** One recorded run: a file, a set of files with one for each thread, or standard input. */
sealed interface TraceSource {
    /** How messages call it. */
    String name();

    /**
     * Finds out what it is.
     *
     * @throws BadInput if it can not be read or is no trace
     */
    OpenTrace open() throws BadInput, IOException;

    /** A file or pipe. */
    record Single(Path file, Optional<TraceFormat> forced) implements TraceSource {
        @Override
        public String name() {
            return HostPath.of(file).toString();
        }

        @Override
        public OpenTrace open() throws BadInput, IOException {
            InputStream in = TraceFile.open(file);
            try {
                return OpenStream.of(name(), in, forced);
            } catch (BadInput e) {
                in.close();
                throw e;
            }
        }
    }

    /** Standard input. */
    record Piped(InputStream in, Optional<TraceFormat> forced) implements TraceSource {
        @Override
        public String name() {
            return "standard input";
        }

        @Override
        public OpenTrace open() throws BadInput {
            return OpenStream.of(name(), in, forced);
        }
    }

    /** What {@code strace -ff -o FILE} wrote. */
    record Threads(String name, SortedMap<Pid, Path> files) implements TraceSource {
        @Override
        public OpenTrace open() throws BadInput {
            return OpenSet.of(name, files);
        }
    }
}

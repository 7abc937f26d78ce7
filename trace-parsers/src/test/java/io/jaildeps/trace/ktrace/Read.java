package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Traces of ktrace, read. */
final class Read {
    private Read() {}

    static Reading binary(byte[] trace) {
        return Reading.ofBytes(new KtraceParser(Reading.ALL), trace);
    }

    static Reading binary(Path file) {
        return binary(bytes(file));
    }

    /** Lines of kdump, each ended by a newline. */
    static Reading text(String... lines) {
        return Reading.of(new KdumpParser(Reading.ALL), lines);
    }

    static Reading text(byte[] trace) {
        return Reading.ofBytes(new KdumpParser(Reading.ALL), trace);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

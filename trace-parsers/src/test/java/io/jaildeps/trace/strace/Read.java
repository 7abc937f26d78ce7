package io.jaildeps.trace.strace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Reading;
import java.io.InputStream;
import java.nio.file.Path;

/** Traces of strace, read. */
final class Read {
    private Read() {}

    static Reading of(String... lines) {
        return of(Reading.ALL, lines);
    }

    static Reading of(CallFilter filter, String... lines) {
        return Reading.of(new StraceParser(filter), lines);
    }

    static Reading ofBytes(CallFilter filter, byte[] trace) {
        return Reading.ofBytes(new StraceParser(filter), trace);
    }

    static Reading ofStream(CallFilter filter, InputStream trace) {
        return Reading.ofStream(new StraceParser(filter), trace);
    }

    static Reading ofFile(Path file) {
        return Reading.ofFile(new StraceParser(Reading.ALL), file);
    }
}

package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.path.JailPath;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.strace.StraceParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a reader made of lines that strace printed. */
record Seen(AccessReader reader, List<FileAccess> accesses) {
    /** On the host, started in /start. */
    static Seen of(String... lines) {
        return in("/", "/start", lines);
    }

    static Seen in(String view, String cwd, String... lines) {
        return ofStream(view, cwd, stream(lines));
    }

    static Seen ofFile(Path file, String cwd) {
        try (InputStream in = Files.newInputStream(file)) {
            return ofStream("/", cwd, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seen ofStream(String view, String cwd, InputStream trace) {
        List<FileAccess> accesses = new ArrayList<>();
        AccessReader reader = new AccessReader(JailPath.of(view), cwd, accesses::add);
        parse(trace, reader);
        reader.finish();
        return new Seen(reader, accesses);
    }

    static void parse(InputStream trace, Consumer<TraceEvent> sink) {
        try {
            new StraceParser(AccessReader.filter(TraceSystem.LINUX)).parse(trace, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream stream(String... lines) {
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Every access as {@code READ /etc/hosts}, with {@code @root} for a changed root and the error of a failed one. */
    List<String> lines() {
        return accesses.stream().map(Seen::line).toList();
    }

    static String line(FileAccess access) {
        AskedPath asked = access.place().asked();
        return access.kind()
                + " " + asked.bytes()
                + (asked.root().isRoot() ? "" : " @" + asked.root())
                + (access.succeeded() ? "" : " " + access.errno());
    }

    void are(String... expected) {
        assertEquals(List.of(expected), lines());
    }

    FileAccess last() {
        return accesses.get(accesses.size() - 1);
    }
}

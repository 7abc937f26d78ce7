package io.jaildeps.cli;

import io.jaildeps.path.Printable;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.any.Detected;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Some lines of a trace as they stand in its file, cut to what a person reads. */
final class TraceText {
    private static final int MAX_BYTES = 200;

    private TraceText() {}

    /** The lines with these numbers, from 1; nothing for a file that is no text. */
    static Map<Long, String> lines(Path file, Collection<Long> numbers) throws IOException {
        Map<Long, String> lines = new TreeMap<>();
        if (numbers.isEmpty() || !Files.isRegularFile(file)) {
            return lines;
        }
        TreeSet<Long> wanted = new TreeSet<>(numbers);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), TraceFormat.HEAD_BYTES)) {
            in.mark(TraceFormat.HEAD_BYTES);
            if (!hasLines(Detected.of(in.readNBytes(TraceFormat.HEAD_BYTES)).format())) {
                return lines;
            }
            in.reset();
            long last = wanted.last();
            StringBuilder line = new StringBuilder();
            long number = 1;
            for (int c = in.read(); c >= 0 && number <= last; c = in.read()) {
                if (c == '\n') {
                    keep(number++, line, wanted, lines);
                } else if (line.length() <= MAX_BYTES) {
                    line.append((char) c);
                }
            }
            keep(number, line, wanted, lines);
        }
        return lines;
    }

    private static boolean hasLines(TraceFormat format) {
        return format.isRead() && format != TraceFormat.KTRACE;
    }

    private static void keep(long number, StringBuilder line, Set<Long> wanted, Map<Long, String> lines) {
        if (wanted.contains(number)) {
            boolean cut = line.length() > MAX_BYTES;
            lines.putIfAbsent(
                    number, Printable.of(line.substring(0, Math.min(MAX_BYTES, line.length()))) + (cut ? "…" : ""));
        }
        line.setLength(0);
    }
}

package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import io.jaildeps.trace.any.Detected;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file or pipe that a trace is read from. */
final class TraceFile {
    /** {@code 31417 execve(…}, {@code [pid 31417] execve(…}: one file of several threads. */
    private static final Pattern LINE_NUMBERED = Pattern.compile("^(\\d+ +|\\[pid +\\d+\\])");

    private static final int NUMBER_BYTES = 64;

    private TraceFile() {}

    /** The bytes as they are on disk. */
    static InputStream open(Path file) throws BadInput {
        try {
            if (Files.isDirectory(file)) {
                throw new BadInput("cannot read " + HostPath.of(file) + ": it is a directory");
            }
            // the channel behind a stream of Files can not stand a pipe
            return Files.isRegularFile(file) ? Files.newInputStream(file) : new FileInputStream(file.toFile());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Whether strace may have written the file for one thread of a set, whatever it is called: not if its lines have numbers of
     * threads, nor if another tracer wrote it, as {@code ktrace.out.1}.
     */
    static boolean mayBeOfSet(Path file) throws BadInput {
        try (InputStream in = Unpacked.of(open(file))) {
            byte[] head = OpenStream.head(in);
            String text = new String(head, 0, Math.min(head.length, NUMBER_BYTES), StandardCharsets.ISO_8859_1);
            return !LINE_NUMBERED.matcher(text).find()
                    && OpenSet.mayHold(Detected.of(head).format());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static BadInput unreadable(Path file, IOException reason) {
        return unreadable(HostPath.of(file).toString(), reason);
    }

    static BadInput unreadable(String name, IOException reason) {
        return new BadInput("cannot read " + name + ": " + Words.reason(reason));
    }
}

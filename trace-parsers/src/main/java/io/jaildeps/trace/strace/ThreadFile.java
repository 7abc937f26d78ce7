package io.jaildeps.trace.strace;

import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.Pid;
import java.io.Closeable;
import java.io.IOException;

/** One file of a {@code -ff} set, standing at a line that has not been read yet; ordered by that line's time. */
final class ThreadFile implements Comparable<ThreadFile>, Closeable {
    private static final long DAY = 86_400_000_000_000L;

    private final Pid pid;
    private final LineSource lines;
    private final LineReader reader;
    private final long birth;
    private final Prefix prefix = new Prefix();
    private long time;
    private long days;
    private boolean atEnd;

    /** @param birth how many were opened before it */
    ThreadFile(Pid pid, LineSource lines, LineReader reader, long birth) {
        this.pid = pid;
        this.lines = lines;
        this.reader = reader;
        this.birth = birth;
    }

    Pid pid() {
        return pid;
    }

    long time() {
        return time;
    }

    long lines() {
        return lines.number;
    }

    boolean atEnd() {
        return atEnd;
    }

    /** Goes to the first line. @param notBefore the time of the call that made the thread */
    ThreadFile begin(long notBefore) throws IOException {
        time = notBefore;
        days = Math.max(0, notBefore) / DAY * DAY;
        next();
        return this;
    }

    /** Goes to the next line; false if there is none. */
    boolean next() throws IOException {
        atEnd = !lines.next();
        if (!atEnd) {
            prefix.read(lines.bytes, lines.start, lines.end);
            if (prefix.nanos != Prefix.NO_TIME) {
                boolean isClock = prefix.nanos < DAY;
                if (isClock && prefix.nanos + days < time - DAY / 2) {
                    // -t and -tt begin again at midnight
                    days += DAY;
                }
                time = isClock ? prefix.nanos + days : prefix.nanos;
            }
        }
        return !atEnd;
    }

    /** Reads the line that the file stands at. */
    void accept() {
        reader.accept(lines);
    }

    /** Of two lines of the same time, the thread that was made later goes first: its maker waits for it more often. */
    @Override
    public int compareTo(ThreadFile other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : Long.compare(other.birth, birth);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public void close() throws IOException {
        reader.finish();
        lines.close();
    }
}

package io.jaildeps.trace.any;

import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace in a thread of its own, while the caller's thread takes what was read before: two processors for a trace
 * of any format. The events are those of the parser, in its order; what ends its reading, ends this one, after the events
 * before it.
 *
 * <p>Events are handed over whenever more is to be read of the stream: a parser is ahead by a few of its buffers, and
 * what has come through a pipe does not wait for what comes next.
 */
final class ReadAhead implements TraceParser {
    private final TraceParser parser;

    ReadAhead(TraceParser parser) {
        this.parser = parser;
    }

    /** The stream can not be read by anyone else if {@code sink} throws. */
    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        Reading reading = new Reading(parser, trace);
        Thread thread = new Thread(reading, "trace-reader");
        thread.setDaemon(true); // it may wait for a pipe whose other end is never closed
        thread.start();
        try {
            List<TraceEvent> events = reading.events.take();
            while (events != null) {
                events.forEach(sink);
                events = reading.events.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            thread.interrupt();
        }
        return reading.summary();
    }

    /** What the other thread does. */
    private static final class Reading implements Runnable {
        final Handover<List<TraceEvent>> events = new Handover<>();
        private final TraceParser parser;
        private final InputStream trace;
        private List<TraceEvent> read = new ArrayList<>();
        private volatile @Nullable ParseSummary summary;
        private volatile @Nullable Throwable failure;

        Reading(TraceParser parser, InputStream trace) {
            this.parser = parser;
            this.trace = trace;
        }

        @Override
        public void run() {
            try {
                parse();
                handOver();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody wants more
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                events.end();
            }
        }

        private void parse() {
            try {
                summary = parser.parse(new Handing(), event -> read.add(event));
            } catch (IOException e) {
                failure = e;
            }
        }

        private void handOver() throws InterruptedException {
            if (!read.isEmpty()) {
                events.put(read);
                read = new ArrayList<>(read.size());
            }
        }

        /** To be asked when all events were taken. */
        ParseSummary summary() throws IOException {
            Throwable reason = failure;
            if (reason instanceof IOException e) {
                throw e;
            } else if (reason instanceof RuntimeException e) {
                throw e;
            } else if (reason instanceof Error e) {
                throw e;
            }
            ParseSummary whole = summary;
            if (whole == null) {
                throw new IllegalStateException("the reading thread was ended by somebody else", reason);
            }
            return whole;
        }

        /** The stream, before each reading of which all events are handed over. */
        private final class Handing extends FilterInputStream {
            Handing() {
                super(trace);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] b, int from, int length) throws IOException {
                try {
                    handOver();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("nobody wants more");
                }
                return super.read(b, from, length);
            }
        }
    }
}

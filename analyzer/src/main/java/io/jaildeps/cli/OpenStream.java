package io.jaildeps.cli;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.any.Detected;
import io.jaildeps.trace.any.Parsers;
import io.jaildeps.trace.any.Wrapping;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** A trace in one stream, of any tracer, packed or not. */
record OpenStream(String name, InputStream in, Detected detected) implements OpenTrace {
    /** @param forced the format that the user names; empty to tell it from the first lines */
    static OpenStream of(String name, InputStream in, Optional<TraceFormat> forced) throws BadInput {
        try {
            BufferedInputStream given = new BufferedInputStream(Unpacked.of(in), TraceFormat.HEAD_BYTES);
            byte[] start = peek(given);
            Wrapping wrapping = Wrapping.of(start);
            BufferedInputStream trace =
                    wrapping.isNone() ? given : new BufferedInputStream(wrapping.unwrap(given), TraceFormat.HEAD_BYTES);
            byte[] head = wrapping.isNone() ? start : peek(trace);
            Detected detected = forced.map(format -> Detected.as(format, head)).orElseGet(() -> Detected.of(head));
            if (!detected.format().isRead()) {
                throw new BadInput("cannot parse " + name + ": this is " + detected.found());
            }
            return new OpenStream(name, trace, detected);
        } catch (IOException e) {
            throw TraceFile.unreadable(name, e);
        }
    }

    private static byte[] peek(BufferedInputStream in) throws IOException {
        in.mark(TraceFormat.HEAD_BYTES);
        byte[] head = head(in);
        in.reset();
        return head;
    }

    /** As many bytes as can be read: what is damaged further on may have enough before that. */
    static byte[] head(InputStream in) throws IOException {
        byte[] head = new byte[TraceFormat.HEAD_BYTES];
        int length = 0;
        try {
            int count = in.read(head, 0, head.length);
            while (count > 0) {
                length += count;
                count = in.read(head, length, head.length - length);
            }
        } catch (IOException e) {
            if (length == 0) {
                throw e;
            }
            // the parser meets it again where it belongs
        }
        return Arrays.copyOf(head, length);
    }

    @Override
    public TraceSystem system() {
        return detected.system();
    }

    @Override
    public Optional<String> pathless() {
        return detected.lack() != Detected.Lack.NOTHING ? Optional.of(detected.found()) : Optional.empty();
    }

    @Override
    public ParseSummary read(CallFilter filter, Consumer<? super TraceEvent> sink) throws BadInput {
        try {
            return Parsers.ofRecorded(detected, filter).parse(in, sink);
        } catch (IOException e) {
            throw TraceFile.unreadable(name, e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

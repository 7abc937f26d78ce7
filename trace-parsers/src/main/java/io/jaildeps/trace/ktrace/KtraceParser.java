package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a binary {@code ktrace.out} of any system that {@link KtraceLayout} knows.
 *
 * <p>An event's line is the number of the record that begins it. The arguments are the call's registers, as {@code 0x}
 * and hexadecimal digits; the paths are the {@code names} of the call, in the order in which the kernel looked them up.
 * Where the trace has them, argv of an execve that reached the kernel is an array at its position and an address of
 * connect, bind, sendto, sendmsg, connectat and bindat a structure. An execve that succeeds returned 0; other calls that
 * set all registers ended with {@code EJUSTRETURN}. The first {@link KtraceLayout#HEAD_BYTES} of the stream are awaited
 * before the first event.
 *
 * <p>A record that is cut by the end of the file, or what follows where no record can be, is one {@link
 * TraceEvent.Unparsed}.
 */
public final class KtraceParser implements TraceParser {
    private final CallFilter filter;

    /** @param filter the calls to deliver */
    public KtraceParser(CallFilter filter) {
        this.filter = filter;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        Delivery delivery = new Delivery(sink);
        byte[] head = trace.readNBytes(KtraceLayout.HEAD_BYTES);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), trace);
        Optional<Detection> found = Detection.of(head);
        if (found.isPresent()) {
            read(new RecordSource(whole, found.get().shape()), found.get(), delivery);
        } else if (head.length > 0) {
            whole.transferTo(OutputStream.nullOutputStream());
            delivery.countLine();
            String text = Delivery.snippet(head, 0, head.length);
            delivery.unparsed(new TraceEvent.Unparsed(1, text, "no records of ktrace"));
        }
        return delivery.summary();
    }

    private void read(RecordSource source, Detection found, Delivery delivery) throws IOException {
        CallJoiner joiner = new CallJoiner(delivery);
        RecordReader reader = new RecordReader(found, filter, joiner, delivery);
        RecordSource.State state = source.next();
        while (state == RecordSource.State.RECORD) {
            delivery.countLine();
            reader.accept(source);
            state = source.next();
        }
        joiner.finish();
        if (state != RecordSource.State.END) {
            delivery.countLine();
            delivery.unparsed(new TraceEvent.Unparsed(source.number, "", unread(source, state)));
        }
        joiner.note(source.number).ifPresent(delivery::other);
    }

    private static String unread(RecordSource source, RecordSource.State state) throws IOException {
        return state == RecordSource.State.CUT
                ? "the file ends in the middle of the record at byte " + source.offset
                : "no record at byte " + source.offset + "; it and what follows, " + source.rest()
                        + " bytes, can not be read";
    }
}

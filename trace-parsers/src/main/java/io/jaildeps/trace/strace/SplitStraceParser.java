package io.jaildeps.trace.strace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Line;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.function.Consumer;

/**
 * The same events in the same order as those of {@link StraceParser}, with two processors: the trace is cut into pieces
 * at the ends of lines, and while one piece's events are delivered, another thread reads the lines of the next ones as far
 * as each tells it by itself. What takes several lines, such as calls that resume in another piece, is put together by the
 * thread that delivers, which is the caller's.
 *
 * <p>The thread reads up to four pieces more than was delivered.
 */
public final class SplitStraceParser implements TraceParser {
    private static final int BUFFER_BYTES = 1 << 18;

    private final CallFilter filter;

    /** @param filter the calls to deliver */
    public SplitStraceParser(CallFilter filter) {
        this.filter = filter;
    }

    @Override
    public ParseSummary parse(InputStream trace, Consumer<? super TraceEvent> sink) throws IOException {
        StraceReading reading = new StraceReading(filter, sink);
        Line line = new Line(new byte[0]);
        PieceReader pieces = new PieceReader(trace, filter);
        try (ReadAhead ahead = new ReadAhead(pieces)) {
            for (Piece piece = ahead.next(); piece != null; piece = ahead.next()) {
                piece.replay(reading.lines(), line);
            }
        }
        byte[] rest = pieces.rest();
        if (rest.length > 0) {
            // a line that is too long: no trace in pieces
            LineSource others =
                    new LineSource(new SequenceInputStream(new ByteArrayInputStream(rest), trace), BUFFER_BYTES);
            others.number = line.number;
            return reading.read(others);
        }
        return reading.end(line.number);
    }
}

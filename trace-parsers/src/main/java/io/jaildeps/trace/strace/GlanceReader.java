package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines that are whole calls, each by itself: the larger part of the work, which needs no other line and can so be
 * done in another thread. All other lines are left to {@link LineReader}, which knows what came before.
 */
final class GlanceReader {
    private final CallNames names;
    private final CallText callText = new CallText();
    private final KnownCalls known = new KnownCalls();
    private final Prefix prefix = new Prefix();
    private @Nullable Glance lastSkipped;

    GlanceReader(CallFilter filter) {
        this.names = new CallNames(filter);
    }

    /** What the line {@code [from, to)} is; null if it takes other lines to tell. */
    @Nullable
    Glance read(byte[] b, int from, int to) {
        prefix.read(b, from, to);
        int body = prefix.body;
        int nameEnd = Bytes.skipName(b, body, to);
        boolean isCall = nameEnd > body && nameEnd < to && b[nameEnd] == '(' && !Bytes.isDigit(b[body]);
        if (!isCall || LineTail.markAt(b, nameEnd + 1, to) >= 0) {
            return null;
        }
        CallNames.Name name = names.find(b, body, nameEnd);
        if (name.isIdle(b, nameEnd + 1, to)) {
            return LineTail.lastClose(b, nameEnd, to) >= 0 ? skipped(name) : null;
        }
        if (LineTail.noteAt(b, nameEnd + 1, to) >= 0) {
            return null;
        }
        TraceEvent.Call call = call(name, b, body, to);
        return call == null ? null : new Glance(prefix.pid, prefix.inBrackets, name, call);
    }

    private TraceEvent.@Nullable Call call(CallNames.Name name, byte[] b, int from, int to) {
        long hash = known.hash(b, from, to);
        TraceEvent.Call call = known.find(hash, b, from, to);
        if (call == null) {
            CallText.Head head = new CallText.Head(0, Pid.UNNAMED, name);
            TraceEvent event = callText.read(head, b, from + name.text().length() + 1, to);
            if (event instanceof TraceEvent.Call read) {
                call = read;
                known.remember(hash, b, from, to, call);
            }
        }
        return call;
    }

    /** Which of the unwanted calls it is makes no difference. */
    private Glance skipped(CallNames.Name name) {
        Glance last = lastSkipped;
        if (last == null || last.pid() != prefix.pid || last.inBrackets() != prefix.inBrackets) {
            last = new Glance(prefix.pid, prefix.inBrackets, name, null);
            lastSkipped = last;
        }
        return last;
    }
}

package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;

/** Paths that were looked up though no call is known to have begun: those of the return that follows, if one does. */
final class LooseNames {
    private static final int MOST = 8;

    private final Delivery delivery;
    private final List<String> names = new ArrayList<>(1);
    private Caller by = new Caller(0, 0, 0);

    LooseNames(Delivery delivery) {
        this.delivery = delivery;
    }

    void add(Caller at, String name) {
        if (!isBy(at) || names.size() == MOST) {
            giveUp();
        }
        by = at;
        names.add(name);
    }

    /** What this thread looked up last. */
    List<String> take(Caller at) {
        if (!isBy(at)) {
            return List.of();
        }
        List<String> taken = List.copyOf(names);
        names.clear();
        return taken;
    }

    /** No call's, such as the name of a core file. */
    void giveUp() {
        if (names.isEmpty()) {
            return; // as at nearly every call
        }
        names.forEach(name -> delivery.other(new TraceEvent.Note(by.line(), "looked up outside of a call: " + name)));
        names.clear();
    }

    private boolean isBy(Caller at) {
        return by.pid() == at.pid() && by.thread() == at.thread();
    }
}

package io.jaildeps.trace.truss;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.NameTable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The names of calls, and what is to be done with each. */
final class CallNames {
    /**
     * A call's name.
     *
     * @param text as events have it
     * @param shape what its arguments are, null if that is not known
     */
    record Name(String text, boolean wanted, @Nullable Shape shape) {}

    private final NameTable<Name> names;

    /** @param plain what a printed name is called in events */
    CallNames(CallFilter filter, UnaryOperator<String> plain, boolean shaped) {
        names = new NameTable<>(printed -> {
            String text = plain.apply(printed);
            return new Name(text, filter.wants(text), shaped ? FreebsdCalls.shape(text) : null);
        });
    }

    Name find(byte[] b, int from, int to) {
        return names.find(b, from, to);
    }
}

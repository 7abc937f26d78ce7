package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.UnknownCalls;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Calls that did something with paths, or may have, of which the tracer wrote no more than addresses. */
final class HiddenPaths {
    /** No system has as many; a hostile trace has any number of names. */
    private static final int MOST_NAMES = 1000;

    /** No kernel lets anybody have the first page. */
    private static final long LOWEST_ADDRESS = 4096;

    private final SortedMap<String, Long> counts = new TreeMap<>();
    /** Of ktrace all arguments are addresses, and what was looked up stands beside them. */
    private boolean looksUp;

    // openat(0xffffff9c, 0x7fdca51910b1, 0x80000, 0) = 0x3
    // syscall_0x1c4(0xffffff9c, 0x55db1f08910b, 0x1a4, 0, 0, 0) = 0
    void see(CallArgs args) {
        looksUp = looksUp || !args.call().names().isEmpty();
        boolean succeeded = args.call().outcome() instanceof Outcome.Returned
                && !args.call().injected();
        if (succeeded && (UnknownCalls.isNumber(args.name()) || hidesPath(args))) {
            if (counts.size() < MOST_NAMES || counts.containsKey(args.name())) {
                counts.merge(args.name(), 1L, Long::sum);
            }
        }
    }

    private static boolean hidesPath(CallArgs args) {
        for (CallTable.PathArg path : args.paths()) {
            if (args.call().args().isEmpty() || isUnreadable(args, path.path())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnreadable(CallArgs args, int position) {
        Arg given = args.given(position);
        if (given instanceof Arg.Text text) {
            return text.bytes().indexOf(0) >= 0; // no path, so who knows what it was
        }
        if (given instanceof Arg.Word word && word.text().startsWith("0x")) {
            OptionalLong address = Numbers.number(word.text());
            return address.isPresent() && Long.compareUnsigned(address.getAsLong(), LOWEST_ADDRESS) >= 0;
        }
        return false;
    }

    /** How many there were of each name. */
    SortedMap<String, Long> counts() {
        return looksUp ? Collections.emptySortedMap() : new TreeMap<>(counts);
    }
}

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
        Outcome outcome = args.call().outcome();
        boolean succeeded = outcome instanceof Outcome.Returned && !args.call().injected();
        boolean isHidden = succeeded && (UnknownCalls.isNumber(args.name()) || hidesPath(args))
                || outcome instanceof Outcome.Unknown && cutsPath(args);
        if (isHidden && (counts.size() < MOST_NAMES || counts.containsKey(args.name()))) {
            counts.merge(args.name(), 1L, Long::sum);
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

    // 10:55:32  stat64   es/4 TB Utility/.Spotlight-V100/Store-V2/069E7AE9/x    0.000007   mds_stores       of fs_usage
    private static boolean cutsPath(CallArgs args) {
        return args.paths().stream().anyMatch(path -> args.given(path.path()) instanceof Arg.Text text && text.cut());
    }

    private static boolean isUnreadable(CallArgs args, int position) {
        Arg given = args.given(position);
        if (given instanceof Arg.Text text) {
            // what has a NUL byte is no path, so who knows what it was
            return text.cut() || text.bytes().indexOf(0) >= 0;
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

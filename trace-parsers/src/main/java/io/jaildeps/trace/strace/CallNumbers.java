package io.jaildeps.trace.strace;

import io.jaildeps.trace.ShippedTable;
import io.jaildeps.trace.UnknownCalls;
import java.util.HashMap;
import java.util.Map;

/**
 * Names of calls that a kernel has and an older strace does not know: {@code syscall_437(0x3, 0x55db1f08910b, …)}, {@code
 * syscall_0x1b5(…)}. From 424 on a number is the same on all processors but Alpha and MIPS, where it is larger.
 */
final class CallNumbers {
    private static final String PREFIX = "syscall_";

    private CallNumbers() {}

    /** The call's name, if it was printed as a number that is known; otherwise what was printed. */
    static String name(String printed) {
        if (!printed.startsWith(PREFIX) || !UnknownCalls.isNumber(printed)) {
            return printed;
        }
        try {
            return Table.NAMES.getOrDefault(Integer.decode(printed.substring(PREFIX.length())), printed);
        } catch (NumberFormatException e) {
            return printed; // no number that a call has
        }
    }

    /** Read when it is asked for the first time: most traces have no such call. */
    private static final class Table {
        static final Map<Integer, String> NAMES = new HashMap<>();

        static {
            for (String[] row : ShippedTable.rows(CallNumbers.class, "calls.tsv")) {
                NAMES.put(Integer.valueOf(row[0]), row[1]);
            }
        }
    }
}

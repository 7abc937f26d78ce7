package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.ShippedTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls by their numbers in one kernel's ABI. A number that the table does not have is called {@code #577}. */
final class CallNumbers {
    /** Of a program for Linux that runs on a BSD; names are put behind this. */
    static final String LINUX = "linux_";

    private static final Map<String, List<String>> TABLES = new ConcurrentHashMap<>();

    private final CallFilter filter;
    private final String prefix;
    private final List<String> names;
    private final @Nullable TracedCall[] calls;

    private CallNumbers(String table, String prefix, CallFilter filter) {
        this.filter = filter;
        this.prefix = prefix;
        this.names = TABLES.computeIfAbsent(table, CallNumbers::read);
        this.calls = new TracedCall[names.size()];
    }

    static CallNumbers of(Detection found, CallFilter filter) {
        String system = found.hasOldNumbers()
                ? "openbsd-old"
                : found.shape().layout().system().name().toLowerCase(Locale.ROOT);
        return new CallNumbers("calls-" + system + ".tsv", "", filter);
    }

    static CallNumbers ofLinux(int wordBytes, CallFilter filter) {
        return new CallNumbers(wordBytes == 8 ? "calls-linux64.tsv" : "calls-linux32.tsv", LINUX, filter);
    }

    TracedCall get(int number) {
        if (number < 0 || number >= calls.length) {
            return call(number, "#" + number);
        }
        TracedCall call = calls[number];
        if (call == null) {
            String name = names.get(number);
            call = call(number, name.startsWith("#") ? name : prefix + name);
            calls[number] = call;
        }
        return call;
    }

    private TracedCall call(int number, String name) {
        return TracedCall.of(number, name, filter.wants(name));
    }

    /** The names by number, {@code #11} in a gap. */
    private static List<String> read(String table) {
        List<String[]> rows = ShippedTable.rows(CallNumbers.class, table);
        int last = Integer.parseInt(rows.get(rows.size() - 1)[0]);
        String[] names = new String[last + 1];
        for (int number = 0; number <= last; number++) {
            names[number] = "#" + number;
        }
        for (String[] row : rows) {
            names[Integer.parseInt(row[0])] = row[1];
        }
        return List.of(names);
    }
}

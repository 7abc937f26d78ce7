package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceSystem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The errors by their numbers; they are not the same on all systems, see errno(2) of each. */
final class ErrorNames {
    private static final List<TraceSystem> COLUMNS = List.of(
            TraceSystem.FREEBSD,
            TraceSystem.DRAGONFLY,
            TraceSystem.NETBSD,
            TraceSystem.OPENBSD,
            TraceSystem.MACOS,
            TraceSystem.LINUX);

    private static final Map<TraceSystem, ErrorNames> ALL = read();

    private final Outcome[] byNumber;

    private ErrorNames(int size) {
        this.byNumber = new Outcome[size];
        for (int number = 0; number < size; number++) {
            byNumber[number] = new Outcome.Failed("errno " + number);
        }
    }

    static ErrorNames of(TraceSystem system) {
        ErrorNames names = ALL.get(system);
        if (names == null) {
            throw new IllegalArgumentException("has no ktrace: " + system);
        }
        return names;
    }

    /** The failure with this number, {@code errno 599} if it has no name. */
    Outcome failure(long number) {
        return number > 0 && number < byNumber.length ? byNumber[(int) number] : new Outcome.Failed("errno " + number);
    }

    private static Map<TraceSystem, ErrorNames> read() {
        List<String[]> rows = Table.rows("errors.tsv");
        Map<TraceSystem, ErrorNames> all = new EnumMap<>(TraceSystem.class);
        for (int column = 0; column < COLUMNS.size(); column++) {
            ErrorNames names = new ErrorNames(rows.size() + 1);
            for (String[] row : rows) {
                String name = row[column + 1];
                if (!name.equals("-")) {
                    names.byNumber[Integer.parseInt(row[0])] = new Outcome.Failed(name);
                }
            }
            all.put(COLUMNS.get(column), names);
        }
        return all;
    }
}

package io.jaildeps.trace;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The errors by their numbers; they are not the same on all systems, see errno(2) of each. */
public final class ErrorNames {
    /** Those of the table, in the order of its columns. */
    private static final List<TraceSystem> COLUMNS = List.of(
            TraceSystem.FREEBSD,
            TraceSystem.DRAGONFLY,
            TraceSystem.NETBSD,
            TraceSystem.OPENBSD,
            TraceSystem.MACOS,
            TraceSystem.LINUX,
            TraceSystem.ILLUMOS);

    private static final Map<TraceSystem, ErrorNames> ALL = read();

    private final Outcome.Failed[] byNumber;

    private ErrorNames(int size) {
        this.byNumber = new Outcome.Failed[size];
        for (int number = 0; number < size; number++) {
            byNumber[number] = new Outcome.Failed("errno " + number);
        }
    }

    /** @throws IllegalArgumentException if the numbers of the system are not known */
    public static ErrorNames of(TraceSystem system) {
        ErrorNames names = ALL.get(system);
        if (names == null) {
            throw new IllegalArgumentException("its errors have no known numbers: " + system);
        }
        return names;
    }

    /** The failure with this number, {@code errno 599} if it has no name. */
    public Outcome.Failed failure(long number) {
        return number > 0 && number < byNumber.length ? byNumber[(int) number] : new Outcome.Failed("errno " + number);
    }

    private static Map<TraceSystem, ErrorNames> read() {
        List<String[]> rows = ShippedTable.rows(ErrorNames.class, "errors.tsv");
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

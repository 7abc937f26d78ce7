package io.jaildeps.access;

import io.jaildeps.trace.ShippedTable;
import io.jaildeps.trace.TraceSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which arguments of which calls are paths, from a table shipped beside this class. */
final class CallTable {
    /**
     * One path argument.
     *
     * @param path its position, from 0
     * @param dirfd the position of the descriptor that it is relative to, -1 if there is none
     * @param last how a link in the last component is treated
     */
    record PathArg(int path, int dirfd, AccessKind kind, Last last) {}

    /** Whether a link in the last component is followed. @param flagsAt the position of the flags that say so, or -1 */
    record Last(Rule rule, int flagsAt) {}

    /** The words of the table's last column. */
    enum Rule {
        FOLLOW("follow"),
        KEEP("keep"),
        /** AT_SYMLINK_NOFOLLOW. */
        FOLLOW_UNLESS_FLAG("flags"),
        /** AT_SYMLINK_FOLLOW. */
        KEEP_UNLESS_FLAG("follows"),
        /** O_NOFOLLOW, and O_EXCL with O_CREAT. */
        OPEN("open");

        private final String word;

        Rule(String word) {
            this.word = word;
        }

        static Rule of(String word) {
            return Arrays.stream(values())
                    .filter(rule -> rule.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("unknown word in a table of calls: " + word));
        }
    }

    private final Map<String, List<PathArg>> byCall = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();

    private CallTable() {}

    static CallTable of(TraceSystem system) {
        CallTable table = new CallTable();
        // DragonFly's calls are those that it had as FreeBSD 4, and later ones of the same names
        String name =
                system == TraceSystem.DRAGONFLY ? "freebsd" : system.name().toLowerCase(Locale.ROOT);
        List<String[]> rows = ShippedTable.rows(CallTable.class, "calls-" + name + ".tsv");
        rows.subList(1, rows.size()).forEach(table::add);
        return table;
    }

    private void add(String[] cell) {
        if (cell.length == 1) {
            String[] names = cell[0].split(" = ");
            aliases.put(names[0], names[1]);
            return;
        }
        String[] last = cell[4].split(":");
        int dirfd = cell[2].equals("-") ? -1 : Integer.parseInt(cell[2]);
        Last rule = new Last(Rule.of(last[0]), last.length > 1 ? Integer.parseInt(last[1]) : -1);
        byCall.computeIfAbsent(cell[0], call -> new ArrayList<>(2))
                .add(new PathArg(Integer.parseInt(cell[1]), dirfd, AccessKind.valueOf(cell[3]), rule));
    }

    List<PathArg> pathArgs(String call) {
        return byCall.getOrDefault(call, List.of());
    }

    /** The call that means the same as this one; null if the table names none. */
    @Nullable
    String aliasOf(String call) {
        return aliases.get(call);
    }

    /** The names that stand for another call. */
    Set<String> aliases() {
        return aliases.keySet();
    }

    Set<String> calls() {
        return byCall.keySet();
    }
}

package io.jaildeps.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
                    .orElseThrow(() -> new IllegalStateException("unknown word in calls-linux.tsv: " + word));
        }
    }

    private final Map<String, List<PathArg>> byCall = new HashMap<>();

    private CallTable() {}

    static CallTable linux() {
        CallTable table = new CallTable();
        try (InputStream in = CallTable.class.getResourceAsStream("calls-linux.tsv")) {
            if (in == null) {
                throw new IllegalStateException("cannot read calls-linux.tsv: not in the program's jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(table::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read calls-linux.tsv: " + e.getMessage(), e);
        }
        return table;
    }

    private void add(String line) {
        String[] cell = line.split("\t");
        String[] last = cell[4].split(":");
        int dirfd = cell[2].equals("-") ? -1 : Integer.parseInt(cell[2]);
        Last rule = new Last(Rule.of(last[0]), last.length > 1 ? Integer.parseInt(last[1]) : -1);
        byCall.computeIfAbsent(cell[0], call -> new ArrayList<>(2))
                .add(new PathArg(Integer.parseInt(cell[1]), dirfd, AccessKind.valueOf(cell[3]), rule));
    }

    List<PathArg> pathArgs(String call) {
        return byCall.getOrDefault(call, List.of());
    }

    Set<String> calls() {
        return byCall.keySet();
    }
}

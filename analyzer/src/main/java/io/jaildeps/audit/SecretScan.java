package io.jaildeps.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds keys and tokens in a text in one pass: only where two bytes are those that a marker begins with is looked closer.
 * For several threads.
 */
final class SecretScan {
    /** A file with a NUL among its first bytes is no text. */
    private static final int TEXT = 1024;
    /** How far before its marker a pattern may begin, and how far behind it end. */
    private static final int BEFORE = 256;

    private static final int BEHIND = 4096;

    private final List<Rules.Secret> rules;
    private final boolean[] starts = new boolean[1 << 16];
    private final Map<Integer, List<Rules.Secret>> byStart = new HashMap<>();

    SecretScan(List<Rules.Secret> rules) {
        this.rules = List.copyOf(rules);
        for (Rules.Secret rule : this.rules) {
            int start = rule.marker().charAt(0) << 8 | rule.marker().charAt(1);
            starts[start] = true;
            byStart.computeIfAbsent(start, first -> new ArrayList<>()).add(rule);
        }
    }

    /** The names of the rules that fit, in the order of the rules. */
    List<String> in(byte[] bytes, int length) {
        for (int i = 0; i < Math.min(length, TEXT); i++) {
            if (bytes[i] == 0) {
                return List.of();
            }
        }
        List<String> found = new ArrayList<>();
        int before = length > 0 ? bytes[0] & 0xff : 0;
        for (int i = 1; i < length; i++) {
            int now = bytes[i] & 0xff;
            int start = before << 8 | now;
            before = now;
            if (starts[start]) {
                for (Rules.Secret rule : byStart.getOrDefault(start, List.of())) {
                    if (!found.contains(rule.name()) && isAt(rule, bytes, i - 1, length)) {
                        found.add(rule.name());
                    }
                }
            }
        }
        return rules.stream()
                .map(Rules.Secret::name)
                .filter(found::contains)
                .distinct()
                .toList();
    }

    private static boolean isAt(Rules.Secret rule, byte[] bytes, int at, int length) {
        String marker = rule.marker();
        if (at + marker.length() > length) {
            return false;
        }
        for (int i = 2; i < marker.length(); i++) {
            if ((bytes[at + i] & 0xff) != marker.charAt(i)) {
                return false;
            }
        }
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(length, at + BEHIND);
        return rule.pattern()
                .matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1))
                .find();
    }
}

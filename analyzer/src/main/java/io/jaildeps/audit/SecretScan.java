package io.jaildeps.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds keys and tokens. In a text in one pass: only where two bytes are those that a marker begins with is looked closer.
 * In other files only if they begin as those that hold keys. For several threads.
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
            if (rule.head().isPresent()) {
                continue;
            }
            int start = rule.marker().charAt(0) << 8 | rule.marker().charAt(1);
            starts[start] = true;
            byStart.computeIfAbsent(start, first -> new ArrayList<>()).add(rule);
        }
    }

    /** The names of the rules that fit, in the order of the rules. */
    List<String> in(byte[] bytes, int length) {
        List<String> byHead = byHead(bytes, length);
        for (int i = 0; i < Math.min(length, TEXT); i++) {
            if (bytes[i] == 0) {
                return byHead;
            }
        }
        List<String> found = new ArrayList<>(byHead);
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

    /** What files hold that are no text, by what they begin with. */
    private List<String> byHead(byte[] bytes, int length) {
        String head = new String(bytes, 0, Math.min(length, BEFORE), StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>();
        for (Rules.Secret rule : rules) {
            if (rule.head().filter(begin -> begin.matcher(head).lookingAt()).isPresent()
                    && rule.pattern()
                            .matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
                            .find()) {
                found.add(rule.name());
            }
        }
        return found.stream().distinct().toList();
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

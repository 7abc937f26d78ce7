package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds keys and tokens. In a text in one pass: only where two bytes are those that a marker begins with is looked closer.
 * In other files only if they begin as those that hold keys, and by rules for some paths in the whole text. For several
 * threads.
 */
final class SecretScan {
    /** Keys and tokens are short; what is larger is data. */
    static final int MAX_BYTES = 1 << 18;

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
            if (rule.marker().isEmpty()) {
                continue;
            }
            int start = rule.marker().charAt(0) << 8 | rule.marker().charAt(1);
            starts[start] = true;
            byStart.computeIfAbsent(start, first -> new ArrayList<>()).add(rule);
        }
    }

    /** The names of the rules that fit, in the order of the rules. */
    List<String> in(JailPath path, byte[] bytes, int length) {
        Set<String> found = new HashSet<>();
        byHead(path, bytes, length, found);
        byte[] text = text(bytes, length);
        if (text.length > 0) {
            byMarker(path, text, found);
            byPath(path, text, found);
        }
        return rules.stream()
                .map(Rules.Secret::name)
                .filter(found::contains)
                .distinct()
                .toList();
    }

    /** Empty if it is none. What Windows writes has a NUL in each character, and the same in bytes is left of it. */
    private static byte[] text(byte[] bytes, int length) {
        boolean isLittle = isWide(bytes, length, 1);
        if (isLittle || isWide(bytes, length, 0)) {
            byte[] narrow = new byte[length / 2];
            for (int i = 0; i < narrow.length; i++) {
                byte high = bytes[2 * i + (isLittle ? 1 : 0)];
                narrow[i] = high == 0 ? bytes[2 * i + (isLittle ? 0 : 1)] : (byte) '?';
            }
            return narrow;
        }
        for (int i = 0; i < Math.min(length, TEXT); i++) {
            if (bytes[i] == 0) {
                return new byte[0];
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    /** True if, behind a byte order mark or without one, of the first characters one byte is 0 and the other is not. */
    private static boolean isWide(byte[] bytes, int length, int high) {
        int from = length > 1 && (bytes[high] & 0xff) == 0xfe && (bytes[1 - high] & 0xff) == 0xff ? 2 : 0;
        int to = Math.min(length - 1, from + 32);
        if (to - from < 15) {
            return false;
        }
        for (int i = from; i < to; i += 2) {
            if (bytes[i + high] != 0 || bytes[i + 1 - high] == 0) {
                return false;
            }
        }
        return true;
    }

    private void byMarker(JailPath path, byte[] bytes, Set<String> found) {
        int before = bytes[0] & 0xff;
        for (int i = 1; i < bytes.length; i++) {
            int now = bytes[i] & 0xff;
            int start = before << 8 | now;
            before = now;
            if (starts[start]) {
                for (Rules.Secret rule : byStart.getOrDefault(start, List.of())) {
                    if (!found.contains(rule.name()) && isAt(rule, bytes, i - 1) && isOf(rule, path)) {
                        found.add(rule.name());
                    }
                }
            }
        }
    }

    /** What files hold that are no text, by what they begin with. */
    private void byHead(JailPath path, byte[] bytes, int length, Set<String> found) {
        String head = new String(bytes, 0, Math.min(length, BEFORE), StandardCharsets.ISO_8859_1);
        for (Rules.Secret rule : rules) {
            if (rule.head().filter(begin -> begin.matcher(head).lookingAt()).isPresent()
                    && isOf(rule, path)
                    && rule.pattern()
                            .matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
                            .find()) {
                found.add(rule.name());
            }
        }
    }

    private void byPath(JailPath path, byte[] text, Set<String> found) {
        for (Rules.Secret rule : rules) {
            if (rule.marker().isEmpty()
                    && rule.head().isEmpty()
                    && isOf(rule, path)
                    && rule.pattern()
                            .matcher(new String(text, StandardCharsets.ISO_8859_1))
                            .find()) {
                found.add(rule.name());
            }
        }
    }

    private static boolean isOf(Rules.Secret rule, JailPath path) {
        return rule.paths().isEmpty()
                || rule.paths().get().matcher(path.bytes()).matches();
    }

    private static boolean isAt(Rules.Secret rule, byte[] bytes, int at) {
        String marker = rule.marker();
        if (at + marker.length() > bytes.length) {
            return false;
        }
        for (int i = 2; i < marker.length(); i++) {
            if ((bytes[at + i] & 0xff) != marker.charAt(i)) {
                return false;
            }
        }
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(bytes.length, at + BEHIND);
        return rule.pattern()
                .matcher(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1))
                .find();
    }
}

package io.jaildeps.elf;

/** A file name pattern of glob(7) with {@code *}, {@code ?} and {@code [a-z]}; a leading dot must be written out. */
final class Glob {
    private Glob() {}

    static boolean matches(String pattern, String name) {
        if (name.startsWith(".") && !pattern.startsWith(".")) {
            return false;
        }
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            int length = p < pattern.length() ? one(pattern, p, name.charAt(n)) : 0;
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (length > 0) {
                p += length;
                n++;
            } else if (star >= 0) {
                // The last star takes one character more: earlier ones need not change.
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** Length of the pattern's part at {@code p} if it matches this character, else 0. */
    private static int one(String pattern, int p, char c) {
        char first = pattern.charAt(p);
        int close = first == '[' ? pattern.indexOf(']', p + 2) : -1;
        if (close > 0) {
            return inSet(pattern.substring(p + 1, close), c) ? close + 1 - p : 0;
        }
        if (first == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == c ? 2 : 0;
        }
        return first == '?' || first == c ? 1 : 0;
    }

    private static boolean inSet(String set, char c) {
        boolean negated = set.startsWith("!") || set.startsWith("^");
        boolean found = false;
        for (int i = negated ? 1 : 0; i < set.length(); i++) {
            if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
                found |= set.charAt(i) <= c && c <= set.charAt(i + 2);
                i += 2;
            } else {
                found |= set.charAt(i) == c;
            }
        }
        return found != negated;
    }
}

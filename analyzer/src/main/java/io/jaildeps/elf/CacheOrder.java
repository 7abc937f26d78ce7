package io.jaildeps.elf;

import java.util.Comparator;

/**
 * The order of a cache file: descending by name, so that the loader's binary search finds it. Within one name the better
 * entries come first: glibc elf/cache.c {@code compare}. Of equal ones the first is taken, which was found in the directory that
 * ldconfig(8) was told first: they stay as they are.
 */
final class CacheOrder {
    static final Comparator<CacheEntry> OF_FILE = Comparator.comparing(
                    (CacheEntry entry) -> entry.soname().bytes(), CacheOrder::names)
            .reversed()
            .thenComparing(CacheEntry::flags, Comparator.reverseOrder())
            .thenComparing(entry -> entry.hwcapName().isEmpty())
            .thenComparing(entry -> entry.hwcapName().orElse(""))
            .thenComparing(CacheEntry::hwcap, Comparator.reverseOrder());

    private CacheOrder() {}

    /**
     * {@code _dl_cache_libcmp}: digits compare as numbers, and a digit is greater than any other character. So
     * {@code liba.so.01} and {@code liba.so.1} are one name.
     */
    static int names(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length()) {
            boolean digitA = isDigit(a, i);
            boolean digitB = isDigit(b, j);
            if (digitA && digitB) {
                int endA = endOfNumber(a, i);
                int endB = endOfNumber(b, j);
                int difference = number(a, i, endA) - number(b, j, endB);
                if (difference != 0) {
                    return difference;
                }
                i = endA;
                j = endB;
            } else if (digitA || digitB) {
                return digitA ? 1 : -1;
            } else if (at(a, i) != at(b, j)) {
                return at(a, i) - at(b, j);
            } else {
                i++;
                j++;
            }
        }
        return at(a, i) - at(b, j);
    }

    /** Equal for names that {@link #names} takes for equal. */
    static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); ) {
            if (isDigit(name, i)) {
                int end = endOfNumber(name, i);
                key.append(number(name, i, end));
                i = end;
            } else {
                key.append(name.charAt(i++));
            }
        }
        return key.toString();
    }

    private static boolean isDigit(String text, int i) {
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }

    private static int endOfNumber(String text, int i) {
        int end = i;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    /** As an int that wraps around: the loader's own does. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    /** NUL at the end as in C; a byte above 0x7f is negative where char is signed, as on x86. */
    private static int at(String text, int i) {
        return i < text.length() ? (byte) text.charAt(i) : 0;
    }
}

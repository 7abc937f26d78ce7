package io.jaildeps.access;

import io.jaildeps.trace.ShippedTable;
import io.jaildeps.trace.TraceSystem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** The constants of one system's {@code <fcntl.h>}, for traces that print numbers; from a table shipped beside this class. */
final class Numbers {
    private static final String FILE = "numbers.tsv";
    /** Programs use few combinations of flags again and again; a hostile trace has as many as it likes. */
    private static final int MOST_REMEMBERED = 1000;

    private static final Pattern NAMED = Pattern.compile("\\w+ */\\*.*?\\*/|\\w+<[^>]*>");

    private final Map<String, Long> values = new HashMap<>();
    private final Map<String, Set<String>> names = new ConcurrentHashMap<>();
    private final Map<String, Long> bits = new ConcurrentHashMap<>();
    private final Map<String, OpenFlags> opens = new ConcurrentHashMap<>();

    private Numbers() {}

    static Numbers of(TraceSystem system) {
        Numbers numbers = new Numbers();
        List<String[]> rows = ShippedTable.rows(Numbers.class, FILE);
        int column = List.of(rows.get(0)).indexOf(system.name());
        for (String[] row : rows.subList(1, rows.size())) {
            if (!row[column].equals("-")) {
                numbers.values.put(row[0], Long.decode(row[column]));
            }
        }
        return numbers;
    }

    /** The value of a constant; empty if the system has none of this name. */
    OptionalLong value(String constant) {
        Long value = values.get(constant);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** {@link OpenFlags#parse}, remembered. */
    OpenFlags openFlags(String text) {
        return remembered(opens, text, OpenFlags::parse);
    }

    /** {@link #namesIn}, remembered. */
    Set<String> named(String text) {
        return remembered(names, text, (unknown, numbers) -> namesIn(unknown));
    }

    /**
     * Bounded, since a hostile trace has any number of texts.
     *
     * @param reading what captures nothing, this neither, is made once and not at each access
     */
    private <T> T remembered(Map<String, T> known, String text, BiFunction<String, Numbers, T> reading) {
        T value = known.get(text);
        if (value == null) {
            value = reading.apply(text, this);
            if (known.size() < MOST_REMEMBERED) {
                known.put(text, value);
            }
        }
        return value;
    }

    /** The constants that a text names, as {@code O_RDONLY|O_CREAT} or {@code 0x200<O_CREAT>} does. */
    static Set<String> namesIn(String text) {
        Set<String> names = new HashSet<>(4);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || !isOfName(text.charAt(i))) {
                if (i > start && text.charAt(start) >= 'A' && text.charAt(start) <= 'Z') {
                    String word = text.substring(start, i);
                    if (word.indexOf('_') > 0) {
                        names.add(word);
                    }
                }
                start = i + 1;
            }
        }
        return names;
    }

    private static boolean isOfName(char c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    // 0x10000<O_RDONLY|O_CLOEXEC>, 0x241 /* O_WRONLY|O_CREAT|O_TRUNC */, 00
    /** The number that a text is or begins with: decimal, octal with a zero before it, or hexadecimal up to 64 bits. */
    static OptionalLong number(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        boolean isHex = text.startsWith("0x", start) || text.startsWith("0X", start);
        int digits = isHex ? start + 2 : start;
        int end = digits;
        while (end < text.length() && Character.digit(text.charAt(end), isHex ? 16 : 10) >= 0) {
            end++;
        }
        boolean isWhole = end == text.length() || text.charAt(end) == ' ' || text.charAt(end) == '<';
        if (end == digits || !isWhole || isHex && end - digits > 16) {
            return OptionalLong.empty();
        }
        try {
            boolean isOctal = !isHex && text.charAt(digits) == '0' && end - digits > 1;
            long value = isHex
                    ? Long.parseUnsignedLong(text, digits, end, 16)
                    : Long.parseLong(text, digits, end, isOctal ? 8 : 10);
            return OptionalLong.of(start > 0 ? -value : value);
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    // O_WRONLY|0x8000 has 0x8000, 0x1200000|17 and |0x900 are all numbers; 0x200<O_CREAT>, 0x200 /* O_CREAT */ have
    // names
    /** The numbers of flags that have no names beside them, put together. */
    long bits(String flags) {
        return remembered(bits, flags, (unknown, numbers) -> unnamedBits(unknown));
    }

    private static long unnamedBits(String flags) {
        long bits = 0;
        for (String part : NAMED.matcher(flags).replaceAll("").split("\\|")) {
            bits |= number(part.strip()).orElse(0);
        }
        return bits;
    }

    /** True if the flags have this one, by its name or by its bit. */
    boolean hasFlag(String flags, String constant) {
        if (flags.isEmpty() || flags.equals("0") || flags.equals(constant)) {
            return flags.equals(constant);
        }
        boolean beginsWithName = flags.charAt(0) >= 'A' && flags.charAt(0) <= 'Z';
        if (beginsWithName && !flags.contains(constant) && !flags.contains("|0x")) {
            return false;
        }
        long bit = value(constant).orElse(0);
        return named(flags).contains(constant) || bit != 0 && (bits(flags) & bit) == bit;
    }

    /** True if the text is this constant, by its name or by its value. */
    boolean isConstant(String text, String constant) {
        Set<String> names = named(text);
        if (!names.isEmpty()) {
            return names.contains(constant);
        }
        OptionalLong number = number(text);
        return number.isPresent() && number.equals(value(constant));
    }
}

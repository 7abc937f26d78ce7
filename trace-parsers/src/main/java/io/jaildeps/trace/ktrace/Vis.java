package io.jaildeps.trace.ktrace;

/** Text as vis(3) writes it with C escapes: {@code new\nline \M-C\M-) \^A \s \240}. */
final class Vis {
    private Vis() {}

    /** The bytes that the text stands for, one per char. */
    static String decode(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder bytes = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int after = text.charAt(i) == '\\' ? escape(text, i + 1, bytes) : i;
            if (after == i) {
                bytes.append(text.charAt(i));
                after++;
            }
            i = after;
        }
        return bytes.toString();
    }

    /** @return where the escape ends whose backslash is before {@code at}; that backslash's place if there is none */
    private static int escape(String text, int at, StringBuilder bytes) {
        if (at == text.length()) {
            return at - 1;
        }
        char c = text.charAt(at);
        if (c == 'M' || c == '^') {
            return meta(text, at, bytes);
        } else if (c >= '0' && c <= '7') {
            return octal(text, at, bytes);
        }
        int plain = "\\\"'".indexOf(c) >= 0 ? c : named(c);
        if (plain < 0) {
            return at - 1;
        }
        bytes.append((char) plain);
        return at + 1;
    }

    private static int named(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'a' -> 0x07;
            case 'b' -> 0x08;
            case 'v' -> 0x0b;
            case 'f' -> 0x0c;
            case 's' -> ' ';
            default -> -1;
        };
    }

    // \^A is 001, \^? 177, \M-A 301, \M^A 201, \M^? 377
    private static int meta(String text, int at, StringBuilder bytes) {
        boolean isMeta = text.charAt(at) == 'M';
        int kind = isMeta ? at + 1 : at;
        if (kind + 1 >= text.length() || text.charAt(kind) != '^' && text.charAt(kind) != '-') {
            return at - 1;
        }
        char c = text.charAt(kind + 1);
        int low = text.charAt(kind) == '-' ? c : c == '?' ? 0x7f : c & 0x1f;
        bytes.append((char) ((low & 0x7f) | (isMeta ? 0x80 : 0)));
        return kind + 2;
    }

    // \0, \040: NUL has one digit unless another follows it
    private static int octal(String text, int at, StringBuilder bytes) {
        int value = 0;
        int i = at;
        while (i < text.length() && i < at + 3 && text.charAt(i) >= '0' && text.charAt(i) <= '7') {
            value = value * 8 + text.charAt(i) - '0';
            i++;
        }
        bytes.append((char) (value & 0xff));
        return i;
    }
}

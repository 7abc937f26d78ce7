package io.jaildeps.path;

/** Paths as the kernel's tables write them: blank, tab, newline and backslash as {@code \040}, see proc(5). */
public final class OctalEscapes {
    private OctalEscapes() {}

    /** The bytes that stand behind {@code field}; a backslash without three octal digits stands for itself. */
    public static String decode(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder out = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && i + 4 <= field.length() && isOctal(field.substring(i + 1, i + 4))) {
                out.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                out.append(field.charAt(i));
            }
        }
        return out.toString();
    }

    private static boolean isOctal(String digits) {
        return digits.matches("[0-3][0-7]{2}");
    }
}

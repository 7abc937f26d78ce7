package io.jaildeps.trace.any;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Characters that pages for people have in place of blanks, or between a process's number and a colon, all in UTF-8: the
 * no-break space U+00A0 becomes a blank; U+200B to U+200D, U+2060 and U+FEFF, which have no width, are taken out. What is
 * in strings stays.
 */
record Typography() implements TextLayer {
    private static final Pattern NO_BREAK_SPACE = Pattern.compile("\u00c2\u00a0");
    private static final Pattern NO_WIDTH =
            Pattern.compile("\u00e2\u0080[\u008b-\u008d]|\u00e2\u0081\u00a0|\u00ef\u00bb\u00bf");

    static Optional<Typography> candidate(List<String> lines) {
        return lines.stream().anyMatch(Typography::has) ? Optional.of(new Typography()) : Optional.empty();
    }

    private static boolean has(String line) {
        return NO_BREAK_SPACE.matcher(line).find() || NO_WIDTH.matcher(line).find();
    }

    @Override
    public String plain(String line) {
        if (!has(line)) {
            return line;
        }
        StringBuilder plain = new StringBuilder(line.length());
        int start = 0;
        boolean inString = false;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || line.charAt(i) == '"' && (!inString || !isEscaped(line, i))) {
                String part = line.substring(start, i);
                plain.append(inString ? part : withoutTypography(part));
                start = i;
                inString = !inString;
            }
        }
        return plain.toString();
    }

    private static boolean isEscaped(String line, int at) {
        int start = at;
        while (start > 0 && line.charAt(start - 1) == '\\') {
            start--;
        }
        return (at - start) % 2 == 1;
    }

    private static String withoutTypography(String part) {
        return NO_WIDTH.matcher(NO_BREAK_SPACE.matcher(part).replaceAll(" ")).replaceAll("");
    }
}

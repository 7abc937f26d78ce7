package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import java.util.ArrayList;
import java.util.List;

/**
 * The detail of a CALL record, as all options print it.
 *
 * <pre>
 * open(0x800603ae0,0x100000&lt;O_RDONLY|O_CLOEXEC&gt;)     openat(AT_FDCWD,0x…,0)     issetugid     getpid()
 * open[5](0x800603ae0,0)     [577](0x1)     (via syscall) open(0x…)     ioctl(0x1,_IO('t',0x13),0x…)
 * #220 (unimplemented)(0x1)
 * </pre>
 */
final class KdumpCall {
    private static final String INDIRECT = "(via syscall) ";
    private static final Arg AT_FDCWD = new Arg.Descriptor(Fd.AT_FDCWD, "", false);

    private KdumpCall() {}

    /**
     * The call's name, {@code #577} if the dump has only its number.
     *
     * @param detail of a CALL or a RET record
     * @return empty if there is none
     */
    static String name(String detail) {
        String text = text(detail);
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            return close < 0 ? "" : "#" + text.substring(1, close);
        }
        int end = 0;
        while (end < text.length() && isNameChar(text.charAt(end))) {
            end++;
        }
        return TracedCall.plain(text.substring(0, end));
    }

    private static String text(String detail) {
        return detail.startsWith(INDIRECT) ? detail.substring(INDIRECT.length()) : detail;
    }

    private static boolean isNameChar(char c) {
        return c == '_' || c == '.' || c == '#' || Character.isLetterOrDigit(c);
    }

    /** True if the line has not been cut: what it opens, it closes. */
    static boolean isWhole(String detail) {
        return detail.indexOf('(') < 0 || detail.endsWith(")");
    }

    static List<Arg> arguments(String detail) {
        String text = text(detail);
        int unimplemented = text.startsWith("#") ? text.indexOf(")(") : -1;
        int open = unimplemented < 0 ? text.indexOf('(') : unimplemented + 1;
        List<Arg> args = new ArrayList<>();
        int start = open + 1;
        int depth = 0;
        for (int i = start; open >= 0 && i < text.length(); i++) {
            char c = text.charAt(i);
            if (isQuotedChar(text, i)) {
                i += 2;
            } else if (depth == 0 && (c == ',' || i == text.length() - 1)) {
                add(args, text.substring(start, i).strip());
                start = i + 1;
            } else if (c == '(' || c == '<' || c == '{' || c == '[') {
                depth++;
            } else if (depth > 0 && (c == ')' || c == '>' || c == '}' || c == ']')) {
                depth--;
            }
        }
        return args;
    }

    // _IOW(',',0x13)
    private static boolean isQuotedChar(String text, int at) {
        return text.charAt(at) == '\'' && at + 2 < text.length() && text.charAt(at + 2) == '\'';
    }

    private static void add(List<Arg> args, String text) {
        if (!text.isEmpty()) {
            args.add(text.equals("AT_FDCWD") ? AT_FDCWD : new Arg.Word(text));
        }
    }
}

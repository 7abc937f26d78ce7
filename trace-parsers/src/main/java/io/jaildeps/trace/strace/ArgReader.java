package io.jaildeps.trace.strace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Quoted;
import org.jspecify.annotations.Nullable;

/** One argument, field or element by its own look; what it means by its place is not known here. */
final class ArgReader {
    private static final Arg UNDECORATED_AT_FDCWD = new Arg.Descriptor(Fd.AT_FDCWD, "", false);
    private static final byte[] AT_FDCWD = Bytes.of("AT_FDCWD");
    private static final byte[] VERBOSE_AT_FDCWD = Bytes.of("-100 /* AT_FDCWD */");
    private static final byte[] RAW_AT_FDCWD = Bytes.of("-100<");
    private static final byte[] ELLIPSIS = Bytes.of("...");

    private ArgReader() {}

    /** Reads {@code [from, to)}, which has no blanks around it. */
    static Arg read(byte[] b, int from, int to) {
        if (from == to) {
            return new Arg.Word("");
        }
        Arg special = switch (b[from]) {
            case '"' -> text(b, from, to);
            case '@' -> abstractName(b, from, to);
            case '{', '[', '~' -> compound(b, from, to);
            case 'A' -> workingDirectory(b, from, to, AT_FDCWD.length, AT_FDCWD);
            case '-' -> minus(b, from, to);
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> descriptor(b, from, to);
            default -> null;
        };
        return special == null ? new Arg.Word(Bytes.text(b, from, to)) : special;
    }

    /** Where the value of {@code pathname="x"} begins (-N, since 6.16), or {@code from} if the argument has no name. */
    static int afterName(byte[] b, int from, int to) {
        if (from == to || (b[from] < 'a' || b[from] > 'z') && b[from] != '_') {
            return from;
        }
        int end = afterLength(b, Bytes.skipName(b, from, to), to);
        boolean named = end + 1 < to && b[end] == '=' && b[end + 1] != '=';
        return named ? end + 1 : from;
    }

    // up to 4.10 structures say how long what they point to is: msg_name(110)={sa_family=AF_LOCAL, …}, msg_iov(1)=[…]
    private static int afterLength(byte[] b, int from, int to) {
        int end = from < to && b[from] == '(' ? Bytes.skipDigits(b, from + 1, to) : from;
        return end > from + 1 && end < to && b[end] == ')' ? end + 1 : from;
    }

    // "passwd"   "abc"...   "passwd" [system_u:object_r:etc_t:s0]
    private static @Nullable Arg text(byte[] b, int from, int to) {
        int end = Quoted.end(b, from, to);
        if (end < 0) {
            return null;
        }
        boolean cut = Bytes.startsWith(b, end, to, ELLIPSIS);
        int tail = cut ? end + ELLIPSIS.length : end;
        if (tail < to && !isContext(b, tail, to)) {
            return null;
        }
        return new Arg.Text(Quoted.unescape(b, from + 1, end - 1), cut);
    }

    // sun_path=@"dbus-1"
    private static @Nullable Arg abstractName(byte[] b, int from, int to) {
        boolean quoted = from + 1 < to && b[from + 1] == '"';
        return quoted && text(b, from + 1, to) instanceof Arg.Text name
                ? new Arg.Text('\0' + name.bytes(), name.cut())
                : null;
    }

    private static boolean isContext(byte[] b, int from, int to) {
        return to - from > 2 && b[from] == ' ' && b[from + 1] == '[' && b[to - 1] == ']';
    }

    private static @Nullable Arg compound(byte[] b, int from, int to) {
        boolean plainTilde = b[from] == '~' && (from + 1 == to || b[from + 1] != '[');
        return plainTilde ? null : new Arg.Compound(Bytes.text(b, from, to));
    }

    // -100 /* AT_FDCWD */   -100</cwd>
    private static @Nullable Arg minus(byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, RAW_AT_FDCWD)) {
            return workingDirectory(b, from, to, RAW_AT_FDCWD.length - 1, RAW_AT_FDCWD);
        }
        return workingDirectory(b, from, to, VERBOSE_AT_FDCWD.length, VERBOSE_AT_FDCWD);
    }

    private static @Nullable Arg workingDirectory(byte[] b, int from, int to, int length, byte[] word) {
        if (!Bytes.startsWith(b, from, to, word)) {
            return null;
        }
        return from + length == to ? UNDECORATED_AT_FDCWD : decorated(b, from + length, to, Fd.AT_FDCWD);
    }

    private static @Nullable Arg descriptor(byte[] b, int from, int to) {
        int open = Bytes.skipDigits(b, from, to);
        int number = open < to && b[open] == '<' ? Bytes.number(b, from, open) : -1;
        return number < 0 ? null : decorated(b, open, to, new Fd(number));
    }

    private static @Nullable Arg decorated(byte[] b, int open, int to, Fd fd) {
        int end = b[open] == '<' ? Decoration.end(b, open, to) : -1;
        if (end < 0) {
            return null;
        }
        Decoration decoration = Decoration.read(b, open, end, to);
        if (decoration.end < to && !isContext(b, decoration.end, to)) {
            return null;
        }
        return new Arg.Descriptor(fd, decoration.path, decoration.deleted);
    }
}

package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Quoted;
import java.util.List;

/**
 * tusc of HP-UX:
 *
 * <pre>
 * execve("/usr/bin/ls", 0x7f7f0680, 0x7f7f0688) .............................. = 0 [32-bit]
 * open("/usr/lib/libstd_v2.so.1", O_RDONLY|0x800, 0) ......................... ERR#2 ENOENT
 * [4211]{5017} fork() ........................................................ = 4212
 * read(0, 0x40001000, 1024) .................................................. [sleeping]
 * exit(0) .................................................................... WIFEXITED(0)
 * </pre>
 */
final class TuscDialect implements Dialect {
    private static final List<byte[]> NOTES = List.of(
            Bytes.of("( Attached "),
            Bytes.of("( Detach"),
            Bytes.of("(Attached "),
            Bytes.of("(Detach"),
            Bytes.of("tusc: "));

    private static final byte[] ERROR = Bytes.of("ERR#");
    private static final byte[] ENDED = Bytes.of("WIF");
    private static final byte[] CHILD = Bytes.of("(returning as child ...)");
    private static final byte[] SLEEPING = Bytes.of("[sleeping]");
    private static final byte[] ENTRY = Bytes.of("[entry]");
    private static final byte[] NAMED = Bytes.of("AT_FDCWD");

    @Override
    public void readPrefix(byte[] b, int from, int to, Origin origin) {
        TuscPrefix.read(b, from, to, origin);
    }

    @Override
    public boolean readEnd(byte[] b, int from, int to, CallEnd end) {
        end.clear();
        int last = Bytes.trimSpace(b, from, to);
        if (Bytes.endsWith(b, from, last, SLEEPING) || Bytes.endsWith(b, from, last, ENTRY)) {
            end.sleep();
            return end.closesBefore(
                    b,
                    from,
                    trimDots(
                            b,
                            from,
                            Bytes.endsWith(b, from, last, ENTRY) ? last - ENTRY.length : last - SLEEPING.length));
        }
        if (last > from && b[last - 1] == ')') {
            return readEnded(b, from, last, end);
        }
        if (last > from && b[last - 1] == ']') {
            int bracket = last - 2;
            while (bracket > from && b[bracket] != '[' && b[bracket] != ')' && b[bracket] != '"') {
                bracket--;
            }
            last = b[bracket] == '[' ? Bytes.trimSpace(b, from, bracket) : last;
        }
        return readError(b, from, last, end) || readValue(b, from, last, end);
    }

    /** {@code exit(0) .... WIFEXITED(0)}, or a call without any return. */
    private static boolean readEnded(byte[] b, int from, int to, CallEnd end) {
        int open = to - 2;
        while (open > from && b[open] != '(' && b[open] != '"') {
            open--;
        }
        int word = open;
        while (word > from && Bytes.isNameChar(b[word - 1])) {
            word--;
        }
        end.bare = true;
        boolean tells = Bytes.startsWith(b, word, to, ENDED) && word > from && b[word - 1] == ' ';
        if (tells && end.closesBefore(b, from, trimDots(b, from, word))) {
            return true;
        }
        end.mayGoOn = true;
        end.close = to - 1;
        return true;
    }

    private static boolean readError(byte[] b, int from, int to, CallEnd end) {
        int word = to;
        while (word > from && Bytes.isNameChar(b[word - 1])) {
            word--;
        }
        boolean named = word < to && b[word] == 'E' && word > from && b[word - 1] == ' ';
        int numberEnd = named ? Bytes.trimSpace(b, from, word) : to;
        int digits = Bytes.digitsStart(b, from, numberEnd);
        if (digits == numberEnd || !Bytes.endsWith(b, from, digits, ERROR)) {
            return false;
        }
        end.mayGoOn = !named;
        end.outcome = named ? new Outcome.Failed(Bytes.text(b, word, to)) : SvrReturn.numbered(b, digits, numberEnd);
        return end.closesBefore(b, from, trimDots(b, from, digits - ERROR.length));
    }

    private static boolean readValue(byte[] b, int from, int to, CallEnd end) {
        int word = to;
        while (word > from && (Bytes.isNameChar(b[word - 1]) || b[word - 1] == '-')) {
            word--;
        }
        int equals = Bytes.trimSpace(b, from, word) - 1;
        boolean isNumber = Numbers.isDecimal(b, word, to) || Numbers.isHex(b, word, to);
        if (equals <= from || b[equals] != '=' || b[equals - 1] != ' ' || !isNumber) {
            return false;
        }
        end.outcome = new Outcome.Returned(Numbers.value(b, word, to));
        int before = trimDots(b, from, equals);
        if (Bytes.endsWith(b, from, before, CHILD)) {
            end.inChild = true;
            before -= CHILD.length;
        }
        return end.closesBefore(b, from, trimDots(b, from, before));
    }

    private static int trimDots(byte[] b, int from, int to) {
        int i = Bytes.trimSpace(b, from, to);
        while (i > from && b[i - 1] == '.') {
            i--;
        }
        return Bytes.trimSpace(b, from, i);
    }

    @Override
    public boolean isNote(byte[] b, int from, int to) {
        for (byte[] note : NOTES) {
            if (Bytes.startsWith(b, from, to, note)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String text(byte[] b, int from, int to) {
        return Quoted.unescape(b, from, to);
    }

    @Override
    public boolean isWorkingDirectory(byte[] b, int from, int to) {
        return to - from == NAMED.length && Bytes.startsWith(b, from, to, NAMED);
    }
}

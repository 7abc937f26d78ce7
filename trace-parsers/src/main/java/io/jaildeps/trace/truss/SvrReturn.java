package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.ErrorNames;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceSystem;

/**
 * A line of truss of Solaris, illumos and AIX read from its right end:
 *
 * <pre>
 * open("/lib/libc.so.1", O_RDONLY)                = 3
 * getpid()                                        = 6428 [6427]
 * open("/var/ld/ld.config", O_RDONLY)             Err#2 ENOENT
 * open("/etc/shadow", O_RDONLY)                   Err#13 EACCES [file_dac_read]
 * execve("/usr/bin/ls", 0x08047CF8, 0x08047D00)  argc = 1            AIX: argc: 1
 * vfork()         (returning as child ...)        = 6427
 * read(0, 0xFEF80000, 1024)       (sleeping...)
 * thread_init(0x0000000000000000, 0x00000000D050F6A0) =              AIX, when another call came in between
 * _exit(0)
 * </pre>
 */
final class SvrReturn {
    private static final byte[] CHILD = Bytes.of("(returning as child ...)");
    private static final byte[] NEW_THREAD = Bytes.of("(returning as new lwp ...)");
    private static final byte[] SLEEPING = Bytes.of("(sleeping...)");
    private static final byte[] WAITING = Bytes.of("(waiting for child to exit()/exec()...)");
    private static final byte[] ERROR = Bytes.of("Err#");
    private static final byte[] ARGUMENTS = Bytes.of("argc = ");
    private static final byte[] AIX_ARGUMENTS = Bytes.of("argc: ");

    /** ERANGE; what follows differs. */
    private static final int MOST_SHARED = 34;

    private SvrReturn() {}

    static boolean read(byte[] b, int from, int to, CallEnd end) {
        end.clear();
        int last = Bytes.trimSpace(b, from, to);
        int mark = sleepingMark(b, from, last);
        if (mark >= 0) {
            end.sleep();
            return end.closesBefore(b, from, mark);
        }
        if (last > from && b[last - 1] == ')') {
            end.close = last - 1;
            end.bare = true;
            end.mayGoOn = true;
            return true;
        }
        if (last > from && b[last - 1] == ']') {
            int bracket = openBracket(b, from, last);
            last = bracket < 0 ? last : Bytes.trimSpace(b, from, bracket);
        }
        return readError(b, from, last, end) || readArguments(b, from, last, end) || readValue(b, from, last, end);
    }

    private static int sleepingMark(byte[] b, int from, int to) {
        if (Bytes.endsWith(b, from, to, SLEEPING)) {
            return to - SLEEPING.length;
        }
        return Bytes.endsWith(b, from, to, WAITING) ? to - WAITING.length : -1;
    }

    // " [6427]"   " [ 6427 ]"   " [file_dac_read]"
    private static int openBracket(byte[] b, int from, int to) {
        int i = to - 2;
        while (i > from && (Bytes.isNameChar(b[i]) || b[i] == ' ' || b[i] == '-' || b[i] == ',')) {
            i--;
        }
        return i > from && b[i] == '[' && Bytes.isSpace(b[i - 1]) ? i : -1;
    }

    // Err#2 ENOENT   Err#2  ENOENT   Err#151
    private static boolean readError(byte[] b, int from, int to, CallEnd end) {
        int word = to;
        while (word > from && Bytes.isNameChar(b[word - 1])) {
            word--;
        }
        boolean named = word < to && b[word] == 'E' && word > from && Bytes.isSpace(b[word - 1]);
        int numberEnd = named ? Bytes.trimSpace(b, from, word) : to;
        int digits = Bytes.digitsStart(b, from, numberEnd);
        if (digits == numberEnd || !Bytes.endsWith(b, from, digits, ERROR)) {
            return false;
        }
        end.mayGoOn = !named;
        end.outcome = named ? failure(Bytes.text(b, word, to)) : numbered(b, digits, numberEnd);
        return end.closesBefore(b, from, digits - ERROR.length);
    }

    private static Outcome failure(String name) {
        return name.equals("ERESTART") ? new Outcome.Unknown(name) : new Outcome.Failed(name);
    }

    /** A failure that only its number tells: the first ones are the same on all of System V. */
    static Outcome.Failed numbered(byte[] b, int from, int to) {
        int number = Bytes.number(b, from, to);
        return number >= 0 && number <= MOST_SHARED
                ? ErrorNames.of(TraceSystem.ILLUMOS).failure(number)
                : new Outcome.Failed("errno " + Bytes.text(b, from, to));
    }

    private static boolean readArguments(byte[] b, int from, int to, CallEnd end) {
        int digits = Bytes.digitsStart(b, from, to);
        int length = Bytes.endsWith(b, from, digits, ARGUMENTS)
                ? ARGUMENTS.length
                : Bytes.endsWith(b, from, digits, AIX_ARGUMENTS) ? AIX_ARGUMENTS.length : -1;
        if (length < 0 || digits == to) {
            return false;
        }
        end.outcome = new Outcome.Returned(0);
        return end.closesBefore(b, from, digits - length);
    }

    // = 3   = 0xFEFC0000   = 022   = SIGALRM   =
    private static boolean readValue(byte[] b, int from, int to, CallEnd end) {
        int word = to;
        while (word > from && (Bytes.isNameChar(b[word - 1]) || b[word - 1] == '-')) {
            word--;
        }
        int equals = Bytes.trimSpace(b, from, word) - 1;
        if (equals <= from || b[equals] != '=' || !Bytes.isSpace(b[equals - 1])) {
            return false;
        }
        if (Numbers.isDecimal(b, word, to) || Numbers.isHex(b, word, to)) {
            end.outcome = new Outcome.Returned(Numbers.value(b, word, to));
        } else if (word == to || Bytes.startsWith(b, word, to, Bytes.of("SIG"))) {
            end.mayGoOn = word == to;
            end.outcome = new Outcome.Unknown(Bytes.text(b, word, to));
        } else {
            return false;
        }
        int before = Bytes.trimSpace(b, from, equals);
        if (Bytes.endsWith(b, from, before, CHILD)) {
            end.inChild = true;
            before -= CHILD.length;
        } else if (Bytes.endsWith(b, from, before, NEW_THREAD)) {
            before -= NEW_THREAD.length;
        }
        return end.closesBefore(b, from, before);
    }
}

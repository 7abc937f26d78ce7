package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import java.util.List;

/** truss of Solaris, illumos and AIX: they differ in the number of AT_FDCWD, and in what stands between words. */
final class SvrDialect implements Dialect {
    private static final List<byte[]> NOTES = List.of(
            Bytes.of("Base time stamp:"),
            Bytes.of("Incurred fault #"),
            Bytes.of("Stopped by signal #"),
            Bytes.of("Continued with signal #"),
            Bytes.of("psargs: "),
            Bytes.of("*** "),
            Bytes.of("(Warning: "),
            Bytes.of("truss: "));
    /** The first line of AIX's truss -d: {@code Mon Jun 28 09:14:20 2010}. */
    private static final String DAYS = "Mon Tue Wed Thu Fri Sat Sun ";

    private static final byte[] NAMED = Bytes.of("AT_FDCWD");

    private final byte[] workingDirectory;
    private final byte[] workingDirectoryHex;

    /** @param workingDirectory the number of AT_FDCWD, decimal and as 32 hexadecimal bits */
    SvrDialect(String workingDirectory, String workingDirectoryHex) {
        this.workingDirectory = Bytes.of(workingDirectory);
        this.workingDirectoryHex = Bytes.of(workingDirectoryHex);
    }

    @Override
    public void readPrefix(byte[] b, int from, int to, Origin origin) {
        SvrPrefix.read(b, from, to, origin);
    }

    @Override
    public boolean readEnd(byte[] b, int from, int to, CallEnd end) {
        return SvrReturn.read(b, from, to, end);
    }

    @Override
    public boolean isNote(byte[] b, int from, int to) {
        for (byte[] note : NOTES) {
            if (Bytes.startsWith(b, from, to, note)) {
                return true;
            }
        }
        boolean isDate = to - from >= 20 && to - from < 40 && b[from + 3] == ' ' && Bytes.isDigit(b[to - 1]);
        return isDate && DAYS.contains(Bytes.text(b, from, from + 4)) && Bytes.find(b, from, to, ':') < to;
    }

    @Override
    public String text(byte[] b, int from, int to) {
        return SvrText.unescape(b, from, to);
    }

    @Override
    public boolean isWorkingDirectory(byte[] b, int from, int to) {
        return is(NAMED, b, from, to) || is(workingDirectory, b, from, to) || is(workingDirectoryHex, b, from, to);
    }

    private static boolean is(byte[] word, byte[] b, int from, int to) {
        return to - from == word.length && Bytes.startsWith(b, from, to, word);
    }
}

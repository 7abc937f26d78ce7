package io.jaildeps.trace.any;

import io.jaildeps.trace.Bytes;
import java.util.List;

/** Files that their first bytes give away. */
final class Magic {
    /** Of zstd, bzip2, lzip, lz4 and compress(1); gzip and xz, that a caller may undo, are among them. */
    private static final List<byte[]> COMPRESSIONS = List.of(
            Bytes.of("\u001f\u008b"),
            Bytes.of("\u00fd7zXZ\0"),
            Bytes.of("(\u00b5/\u00fd"),
            Bytes.of("BZh"),
            Bytes.of("LZIP"),
            Bytes.of("\u0004\"M\u0018"),
            Bytes.of("\u001f\u009d"));

    private static final byte ESCAPE = 0x1b;
    private static final byte[] ELF = Bytes.of("\177ELF");

    private Magic() {}

    static boolean isCompressed(byte[] head) {
        return COMPRESSIONS.stream().anyMatch(magic -> Bytes.startsWith(head, 0, head.length, magic));
    }

    static boolean isElf(byte[] head) {
        return Bytes.startsWith(head, 0, head.length, ELF);
    }

    static boolean hasNul(byte[] head) {
        return Bytes.find(head, 0, head.length, '\0') < head.length;
    }

    /** True if so many control characters are in it as no text has, whatever a program wrote between its lines. */
    static boolean isMostlyControl(byte[] head) {
        int control = 0;
        for (byte b : head) {
            boolean isLayout = b == '\n' || b == '\r' || b == '\t' || b == ESCAPE;
            control += b >= 0 && b < ' ' && !isLayout ? 1 : 0;
        }
        return control * 20L > head.length;
    }
}

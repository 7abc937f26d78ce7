package io.jaildeps.trace.strace;

import io.jaildeps.trace.Arg;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Arguments by their texts, as far as they were read lately: programs name the same few files and flags again and again.
 * The same text gives the same object, which saves its reader the time and who takes it the comparing. Of a fixed size:
 * a text that comes later takes the place of another.
 */
final class KnownArgs {
    private static final int SLOTS = 1 << 14;
    private static final int LONGEST = 200;

    private final byte[][] texts = new byte[SLOTS][];
    private final @Nullable Arg[] args = new @Nullable Arg[SLOTS];

    /** {@link ArgReader#read}, remembered. */
    Arg read(byte[] b, int from, int to) {
        if (!recurs(b, from, to)) {
            return ArgReader.read(b, from, to);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + b[i];
        }
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        Arg known = args[slot];
        if (known != null && Arrays.equals(texts[slot], 0, texts[slot].length, b, from, to)) {
            return known;
        }
        Arg read = ArgReader.read(b, from, to);
        texts[slot] = Arrays.copyOfRange(b, from, to);
        args[slot] = read;
        return read;
    }

    /** Paths, flags and AT_FDCWD do; addresses, numbers and structures do not. */
    private static boolean recurs(byte[] b, int from, int to) {
        boolean isName = from < to && (b[from] == '"' || b[from] >= 'A' && b[from] <= 'Z');
        return isName && to - from <= LONGEST;
    }
}

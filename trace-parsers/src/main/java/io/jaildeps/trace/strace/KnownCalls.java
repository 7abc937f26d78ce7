package io.jaildeps.trace.strace;

import io.jaildeps.trace.TraceEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Calls by their texts, as far as they were read lately: programs do the same again and again, above all when they start.
 * The same text gives the same object. Of a fixed size: a text that comes later takes the place of another.
 */
final class KnownCalls {
    private static final int SLOTS = 1 << 13;
    /** A longer text is of a write or an execve, which does not come again. */
    private static final int LONGEST = 400;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[][] texts = new byte[SLOTS][];
    private final TraceEvent.@Nullable Call[] calls = new TraceEvent.@Nullable Call[SLOTS];
    /** Of the text that came last to each slot: one that comes only once, as with an address in it, is not kept. */
    private final long[] lately = new long[SLOTS];

    /** A number that hardly two texts have in common; 0 for a text that is not kept. */
    long hash(byte[] b, int from, int to) {
        if (to - from > LONGEST) {
            return 0;
        }
        long hash = (long) to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(b, i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; i < to; i++) {
            hash = hash * 31 + b[i];
        }
        return hash * 0x9E3779B97F4A7C15L;
    }

    private static int slot(long hash) {
        return (int) (hash >>> 32) & SLOTS - 1;
    }

    /** @param hash of this text */
    TraceEvent.@Nullable Call find(long hash, byte[] b, int from, int to) {
        int slot = slot(hash);
        TraceEvent.Call call = hash == 0 ? null : calls[slot];
        boolean isSame = call != null && Arrays.equals(texts[slot], 0, texts[slot].length, b, from, to);
        return isSame ? call : null;
    }

    void remember(long hash, byte[] b, int from, int to, TraceEvent.Call call) {
        int slot = slot(hash);
        if (hash != 0 && lately[slot] == hash) {
            texts[slot] = Arrays.copyOfRange(b, from, to);
            calls[slot] = call;
        }
        lately[slot] = hash;
    }
}

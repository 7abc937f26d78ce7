package io.jaildeps.trace.strace;

import io.jaildeps.trace.Bytes;

/** The names of the errors that most failed calls end with, so that not every line makes a new text. */
final class Errno {
    private static final String[] FREQUENT = {"ENOENT", "EAGAIN", "EINVAL", "EACCES", "ENOTDIR", "ECHILD", "ENOTTY"};
    private static final byte[][] BYTES = new byte[FREQUENT.length][];

    static {
        for (int i = 0; i < FREQUENT.length; i++) {
            BYTES[i] = Bytes.of(FREQUENT[i]);
        }
    }

    private Errno() {}

    static String name(byte[] b, int from, int to) {
        for (int i = 0; i < FREQUENT.length; i++) {
            if (BYTES[i].length == to - from && Bytes.startsWith(b, from, to, BYTES[i])) {
                return FREQUENT[i];
            }
        }
        return Bytes.text(b, from, to);
    }
}

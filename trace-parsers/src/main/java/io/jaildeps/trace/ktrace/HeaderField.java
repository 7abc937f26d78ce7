package io.jaildeps.trace.ktrace;

import java.nio.ByteBuffer;

/**
 * A number in a record's header.
 *
 * @param at where it begins
 * @param bytes how long it is: 2, 4 or 8; 0 if the header has no such number
 */
record HeaderField(int at, int bytes) {
    static final HeaderField NONE = new HeaderField(0, 0);

    /** As the table writes it: {@code 48:8}, or {@code -}. */
    static HeaderField of(String text) {
        String[] part = text.split(":");
        return text.equals("-") ? NONE : new HeaderField(Integer.parseInt(part[0]), Integer.parseInt(part[1]));
    }

    boolean exists() {
        return bytes > 0;
    }

    /** The signed value in the header that begins at {@code header}; 0 if there is none. */
    long read(ByteBuffer buffer, int header) {
        return switch (bytes) {
            case 2 -> buffer.getShort(header + at);
            case 4 -> buffer.getInt(header + at);
            case 8 -> buffer.getLong(header + at);
            default -> 0;
        };
    }
}

package io.jaildeps.path;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of path bytes, RFC 3986 section 2.1. */
final class Percent {
    private static final String UNRESERVED = "/-._~";

    private Percent() {}

    static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 3);
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }

    static String decode(String encoded) {
        byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%' && i + 2 < raw.length) {
                out.append((char) Integer.parseInt(new String(raw, i + 1, 2, StandardCharsets.US_ASCII), 16));
                i += 2;
            } else {
                out.append((char) (raw[i] & 0xff));
            }
        }
        return out.toString();
    }
}

package io.jaildeps.trace;

import java.util.List;

/** Writes structures as strace does, which is how {@link Arg.Compound} has them in every trace. */
public final class StraceNotation {
    private StraceNotation() {}

    /** {@code ["sh", "-c", "true"]}. */
    public static Arg.Compound array(List<String> strings) {
        StringBuilder out = new StringBuilder("[");
        for (String string : strings) {
            out.append(out.length() > 1 ? ", " : "");
            quote(out, string);
        }
        return new Arg.Compound(out.append(']').toString());
    }

    /** @param path one char per byte; empty for a socket without a name */
    public static String unixAddress(String path) {
        if (path.isEmpty()) {
            return "{sa_family=AF_UNIX}";
        }
        StringBuilder out = new StringBuilder("{sa_family=AF_UNIX, sun_path=");
        quote(out, path);
        return out.append('}').toString();
    }

    /** @param port decimal digits */
    public static String internetAddress(String address, String port) {
        StringBuilder out = new StringBuilder("{sa_family=AF_INET, sin_port=htons(").append(port);
        quote(out.append("), sin_addr=inet_addr("), address);
        return out.append(")}").toString();
    }

    /** @param port decimal digits */
    public static String internet6Address(String address, String port) {
        StringBuilder out = new StringBuilder("{sa_family=AF_INET6, sin6_port=htons(").append(port);
        quote(out.append("), inet_pton(AF_INET6, "), address);
        return out.append(", &sin6_addr)}").toString();
    }

    /** A message's address is all that is kept of it. */
    public static String message(String address) {
        return "{msg_name=" + address + "}";
    }

    /** Adds a string in quotes, with C escapes. */
    public static void quote(StringBuilder out, String bytes) {
        out.append('"');
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append('\\')
                        .append((char) ('0' + (c >> 6 & 3)))
                        .append((char) ('0' + (c >> 3 & 7)))
                        .append((char) ('0' + (c & 7)));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}

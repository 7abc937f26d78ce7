package io.jaildeps.trace.truss;

/** Writes structures as strace does, which is how {@link io.jaildeps.trace.Arg.Compound} has them in every trace. */
final class StraceNotation {
    private StraceNotation() {}

    /** @param path one char per byte */
    static String unixAddress(String path) {
        if (path.isEmpty()) {
            return "{sa_family=AF_UNIX}";
        }
        StringBuilder out = new StringBuilder("{sa_family=AF_UNIX, sun_path=");
        quote(out, path);
        return out.append('}').toString();
    }

    /** @param port decimal digits */
    static String internetAddress(String address, String port) {
        StringBuilder out = new StringBuilder("{sa_family=AF_INET, sin_port=htons(").append(port);
        quote(out.append("), sin_addr=inet_addr("), address);
        return out.append(")}").toString();
    }

    /** @param port decimal digits */
    static String internet6Address(String address, String port) {
        StringBuilder out = new StringBuilder("{sa_family=AF_INET6, sin6_port=htons(").append(port);
        quote(out.append("), inet_pton(AF_INET6, "), address);
        return out.append(", &sin6_addr)}").toString();
    }

    /** A message's address is all that is kept of it. */
    static String message(String address) {
        return "{msg_name=" + address + "}";
    }

    /** Adds a string in quotes, with C escapes. */
    static void quote(StringBuilder out, String bytes) {
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

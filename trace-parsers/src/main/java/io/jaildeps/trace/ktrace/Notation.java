package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.TraceSystem;
import java.util.List;
import java.util.stream.Collectors;

/** Structures and arrays in the notation of strace, as the next stage reads them of any tracer. */
final class Notation {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;

    private Notation() {}

    /** {@code ["sh", "-c", "true"]}. */
    static Arg.Compound array(List<String> strings) {
        return new Arg.Compound(strings.stream().map(Notation::quoted).collect(Collectors.joining(", ", "[", "]")));
    }

    /** {@code {sa_family=AF_UNIX, sun_path="/run/x"}}, without a path if the socket has no name. */
    static String unixSocket(String path) {
        String name = path.isEmpty() ? "" : ", sun_path=" + quoted(path);
        return "{sa_family=AF_UNIX" + name + "}";
    }

    /** @param address as printed, without its port: {@code 127.0.0.1} or {@code ::1} */
    static String internetSocket(boolean isV6, String address, int port) {
        String number = "port=htons(" + port + "), ";
        return isV6
                ? "{sa_family=AF_INET6, sin6_" + number + "inet_pton(AF_INET6, " + quoted(address) + ", &sin6_addr)}"
                : "{sa_family=AF_INET, sin_" + number + "sin_addr=inet_addr(" + quoted(address) + ")}";
    }

    /**
     * A {@code struct sockaddr} of 4.4BSD: a byte of length, one of family, then by family.
     *
     * @param bytes one per char
     * @return empty if it is shorter than that
     */
    static String socket(TraceSystem system, String bytes) {
        if (bytes.length() < 2) {
            return "";
        }
        int family = bytes.charAt(1);
        if (family == AF_UNIX) {
            int end = bytes.indexOf('\0', 2);
            return unixSocket(bytes.substring(2, end < 0 ? bytes.length() : end));
        } else if (family == AF_INET && bytes.length() >= 8) {
            String address =
                    bytes.substring(4, 8).chars().mapToObj(Integer::toString).collect(Collectors.joining("."));
            return internetSocket(false, address, port(bytes));
        } else if (family == inet6(system) && bytes.length() >= 24) {
            return internetSocket(true, groups(bytes.substring(8, 24)), port(bytes));
        }
        return "{sa_family=" + family + "}";
    }

    private static int port(String bytes) {
        return bytes.charAt(2) << 8 | bytes.charAt(3);
    }

    // 0:0:0:0:0:0:0:1
    private static String groups(String address) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < address.length(); i += 2) {
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(address.charAt(i) << 8 | address.charAt(i + 1)));
        }
        return text.toString();
    }

    private static int inet6(TraceSystem system) {
        return switch (system) {
            case FREEBSD, DRAGONFLY -> 28;
            case MACOS -> 30;
            default -> 24;
        };
    }

    private static String quoted(String bytes) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                text.append('\\').append((char) ('0' + (c >> 6 & 3)));
                text.append((char) ('0' + (c >> 3 & 7))).append((char) ('0' + (c & 7)));
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString();
    }
}

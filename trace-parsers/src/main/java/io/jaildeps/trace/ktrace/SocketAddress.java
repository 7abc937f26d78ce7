package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.StraceNotation;
import io.jaildeps.trace.TraceSystem;
import java.util.stream.Collectors;

/** Addresses of sockets as the kernel records them, in the notation of strace. */
final class SocketAddress {
    private static final int AF_UNIX = 1;
    private static final int AF_INET = 2;

    private SocketAddress() {}

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
            return StraceNotation.unixAddress(bytes.substring(2, end < 0 ? bytes.length() : end));
        } else if (family == AF_INET && bytes.length() >= 8) {
            String address =
                    bytes.substring(4, 8).chars().mapToObj(Integer::toString).collect(Collectors.joining("."));
            return StraceNotation.internetAddress(address, port(bytes));
        } else if (family == inet6(system) && bytes.length() >= 24) {
            return StraceNotation.internet6Address(groups(bytes.substring(8, 24)), port(bytes));
        }
        return "{sa_family=" + family + "}";
    }

    private static String port(String bytes) {
        return Integer.toString(bytes.charAt(2) << 8 | bytes.charAt(3));
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
}

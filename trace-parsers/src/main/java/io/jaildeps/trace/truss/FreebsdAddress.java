package io.jaildeps.trace.truss;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.StraceNotation;

/**
 * A socket's address as FreeBSD's truss prints it, put into strace's notation: {@code { AF_UNIX "/var/run/log" }},
 * {@code { AF_INET 127.0.0.1:80 }}, {@code { AF_INET6 [::1]:80 }}. The path is not escaped.
 */
final class FreebsdAddress {
    private static final byte[] UNIX = Bytes.of("{ AF_UNIX \"");
    private static final byte[] UNIX_END = Bytes.of("\" }");
    private static final byte[] INTERNET = Bytes.of("{ AF_INET ");
    private static final byte[] INTERNET6 = Bytes.of("{ AF_INET6 [");
    private static final byte[] END = Bytes.of(" }");

    private FreebsdAddress() {}

    /** @param kind S for an address, M for a message that begins with one */
    static Arg read(char kind, byte[] b, int from, int to) {
        if (kind == 'S') {
            String address = address(b, from, to);
            return new Arg.Compound(address.isEmpty() ? Bytes.text(b, from, to) : address);
        }
        // {{ AF_UNIX "/x" },106,[{"hello",5}],1,{},0,0}
        int end = messageAddressEnd(b, from + 1, to);
        String address = end < 0 ? "" : address(b, from + 1, end);
        return new Arg.Compound(address.isEmpty() ? Bytes.text(b, from, to) : StraceNotation.message(address));
    }

    /** Behind the {@code  }} that is followed by the address's length. */
    private static int messageAddressEnd(byte[] b, int from, int to) {
        for (int i = from; i + 2 < to; i++) {
            if (b[i] == ' ' && b[i + 1] == '}' && b[i + 2] == ',') {
                int comma = Bytes.skipDigits(b, i + 3, to);
                if (comma > i + 3 && comma < to && b[comma] == ',') {
                    return i + 2;
                }
            }
        }
        return -1;
    }

    private static String address(byte[] b, int from, int to) {
        if (Bytes.startsWith(b, from, to, UNIX) && Bytes.endsWith(b, from + UNIX.length, to, UNIX_END)) {
            return StraceNotation.unixAddress(Bytes.text(b, from + UNIX.length, to - UNIX_END.length));
        }
        int colon = lastColon(b, from, to);
        if (colon < 0 || !Bytes.endsWith(b, colon, to, END)) {
            return "";
        }
        String port = Bytes.text(b, colon + 1, to - END.length);
        if (!Numbers.isDecimal(b, colon + 1, to - END.length)) {
            return "";
        }
        if (Bytes.startsWith(b, from, colon, INTERNET)) {
            return StraceNotation.internetAddress(Bytes.text(b, from + INTERNET.length, colon), port);
        }
        boolean six = Bytes.startsWith(b, from, colon, INTERNET6) && b[colon - 1] == ']';
        return six ? StraceNotation.internet6Address(Bytes.text(b, from + INTERNET6.length, colon - 1), port) : "";
    }

    private static int lastColon(byte[] b, int from, int to) {
        int i = to - 1;
        while (i >= from && b[i] != ':') {
            i--;
        }
        return i < from ? -1 : i;
    }
}

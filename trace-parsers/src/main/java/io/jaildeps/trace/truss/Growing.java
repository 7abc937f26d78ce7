package io.jaildeps.trace.truss;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.StraceNotation;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last call, as long as the lines behind it may tell what its addresses point to:
 *
 * <pre>
 * 6428:	connect(3, 0xFFBFF0B8, 110, SOV_DEFAULT)	Err#2 ENOENT
 * 6428:		AF_UNIX  name = /var/run/syslog_door          -v connect
 * 6428:	open(0x08047D00, 0x00000000, 0x00000000)	= 0x00000003
 * 6428:	     0x08047D00: "/usr/lib/libc.so.1"              -x open
 * </pre>
 */
final class Growing {
    private static final Set<String> ADDRESS_CALLS = Set.of(
            "connect",
            "bind",
            "accept",
            "sendto",
            "sendmsg",
            "recvfrom",
            "recvmsg",
            "getsockname",
            "getpeername",
            "naccept",
            "ngetsockname",
            "ngetpeername",
            "nsendto",
            "nrecvfrom");

    private static final Set<String> ADDRESS_IS_FIFTH = Set.of("sendto", "recvfrom", "nsendto", "nrecvfrom");
    private static final int LONGEST_ADDRESS = "0x".length() + 16;
    private static final byte[] UNIX = Bytes.of("AF_UNIX ");
    private static final byte[] INTERNET = Bytes.of("AF_INET ");
    private static final byte[] INTERNET6 = Bytes.of("AF_INET6 ");
    private static final byte[] PORT = Bytes.of("  port = ");
    private static final byte[] HEX = Bytes.of("0x");
    private static final byte[] MESSAGE = Bytes.of("msg_name");

    private final Delivery delivery;
    private TraceEvent.@Nullable Call call;

    Growing(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Delivers the call, now or when the lines that belong to it have been seen. */
    void begin(TraceEvent.Call begun) {
        flush();
        if (mayGrow(begun)) {
            call = begun;
        } else {
            delivery.call(begun, true);
        }
    }

    void flush() {
        if (call != null) {
            delivery.call(call, true);
            call = null;
        }
    }

    private static boolean mayGrow(TraceEvent.Call begun) {
        if (ADDRESS_CALLS.contains(begun.name())) {
            return true;
        }
        boolean hasAddress = false;
        for (Arg arg : begun.args()) {
            if (arg instanceof Arg.Text) {
                return false;
            }
            hasAddress =
                    hasAddress || arg instanceof Arg.Word word && word.text().startsWith("0x");
        }
        return hasAddress;
    }

    /** A line that belongs to the call. What it says of other things than names is passed over. */
    void add(byte[] b, int from, int to) {
        TraceEvent.Call grown = call;
        if (grown == null) {
            return;
        }
        if (Bytes.startsWith(b, from, to, HEX)) {
            addString(grown, b, from, to);
            return;
        }
        boolean unix = Bytes.startsWith(b, from, to, UNIX);
        boolean six = Bytes.startsWith(b, from, to, INTERNET6);
        if (unix || six || Bytes.startsWith(b, from, to, INTERNET)) {
            int word = Bytes.skipBlanks(b, Bytes.find(b, from, to, ' '), to);
            int wordEnd = Bytes.skipName(b, word, to);
            int value = wordEnd + 3;
            if (value <= to && b[wordEnd + 1] == '=' && b[wordEnd + 2] == ' ') {
                String address =
                        unix ? StraceNotation.unixAddress(Bytes.text(b, value, to)) : internet(six, b, value, to);
                boolean message = Bytes.startsWith(b, word, wordEnd, MESSAGE);
                int position = ADDRESS_IS_FIFTH.contains(grown.name()) ? 4 : 1;
                put(grown, position, new Arg.Compound(message ? StraceNotation.message(address) : address));
            }
        }
    }

    // 127.0.0.1  port = 22
    private static String internet(boolean six, byte[] b, int from, int to) {
        int at = Bytes.indexOf(b, from, to, PORT);
        int addressEnd = at < 0 ? to : at;
        int digits = at < 0 ? to : at + PORT.length;
        String port = digits < to && Bytes.skipDigits(b, digits, to) == to ? Bytes.text(b, digits, to) : "0";
        String address = Bytes.text(b, from, addressEnd);
        return six ? StraceNotation.internet6Address(address, port) : StraceNotation.internetAddress(address, port);
    }

    // 0x08047D00: "/usr/lib/libc.so.1"
    private void addString(TraceEvent.Call grown, byte[] b, int from, int to) {
        int colon = Bytes.find(b, from, Math.min(to, from + LONGEST_ADDRESS + 1), ':');
        boolean isString = colon + 3 < to && Numbers.isHex(b, from, colon) && b[colon + 2] == '"' && b[to - 1] == '"';
        if (!isString) {
            return;
        }
        long address = Numbers.value(b, from, colon);
        for (int i = 0; i < grown.args().size(); i++) {
            if (grown.args().get(i) instanceof Arg.Word word && isAddress(word.text(), address)) {
                put(grown, i, new Arg.Text(Bytes.text(b, colon + 3, to - 1), false));
                return;
            }
        }
    }

    private static boolean isAddress(String word, long address) {
        byte[] b = Bytes.of(word);
        return Numbers.isHex(b, 0, b.length) && Numbers.value(b, 0, b.length) == address;
    }

    private void put(TraceEvent.Call grown, int position, Arg arg) {
        if (position >= grown.args().size()) {
            return;
        }
        List<Arg> args = new ArrayList<>(grown.args());
        args.set(position, arg);
        call = new TraceEvent.Call(
                grown.line(),
                grown.pid(),
                grown.thread(),
                grown.name(),
                args,
                grown.names(),
                grown.outcome(),
                grown.injected());
    }
}

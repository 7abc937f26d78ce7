package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.ErrorNames;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what each record means. */
final class RecordReader {
    private static final String EVENTS_LOST = "events were lost here";
    private static final Outcome RESTART = new Outcome.Unknown("ERESTART");
    /** Of NetBSD's USER records, those with an address that a call was given; after so many bytes of name. */
    private static final String SOCKET_NAME = "mbsoname";

    private static final int USER_NAME_BYTES = 20;
    private static final String SOCKET_STRUCTURE = "sockaddr";
    /** OpenBSD puts a flag above the number. */
    private static final int OPENBSD_NUMBER = 0xffff;

    private static final int LINUX_ABI = 3;
    private static final int ABI_MASK = 0xff;
    /** More processes than this do not run programs for Linux at a time. */
    private static final int MAX_EMULATING = 1 << 16;

    private final RecordShape shape;
    private final TraceSystem system;
    private final CallFilter filter;
    private final CallJoiner joiner;
    private final Delivery delivery;
    private final ErrorNames errors;
    private final CallNumbers own;
    private final Map<Integer, CallNumbers> emulating = new HashMap<>();
    private @Nullable CallNumbers linux;

    RecordReader(Detection found, CallFilter filter, CallJoiner joiner, Delivery delivery) {
        this.shape = found.shape();
        this.system = shape.layout().system();
        this.filter = filter;
        this.joiner = joiner;
        this.delivery = delivery;
        this.errors = ErrorNames.of(system);
        this.own = CallNumbers.of(found, filter);
    }

    void accept(RecordSource source) {
        RecordHead head = source.head;
        Caller at = new Caller(source.number, head.pid, head.thread);
        if (head.eventsLost) {
            delivery.other(new TraceEvent.Note(at.line(), EVENTS_LOST));
        }
        ByteBuffer data = source.data;
        switch (head.kind) {
            case CALL -> call(at, data);
            case RETURN -> returned(at, data);
            case PATH -> joiner.lookedUp(at, text(data, 0));
            case SIGNAL -> signal(at, data);
            case EMULATION -> emulate(at, text(data, 0));
            case PROCESS_BEGAN -> emulate(at, (data.getInt(0) & ABI_MASK) == LINUX_ABI ? "linux" : "");
            case PROCESS_ENDED -> ended(at);
            case STRUCTURE -> structure(at, data);
            case USER -> user(at, data);
            case ARGUMENTS -> joiner.arguments(at, strings(text(data, 0)));
            case ARGUMENT -> joiner.arguments(at, List.of(text(data, 0)));
            default -> {}
        }
    }

    private CallNumbers numbers(int pid) {
        return emulating.isEmpty() ? own : emulating.getOrDefault(pid, own);
    }

    private int number(int code) {
        return system == TraceSystem.OPENBSD ? code & OPENBSD_NUMBER : code;
    }

    private void call(Caller at, ByteBuffer data) {
        int word = shape.layout().wordBytes();
        int count = shape.calls().arguments(data, data.limit(), word);
        if (count < 0) {
            String text = Delivery.snippet(bytes(data, 0), 0, data.limit());
            delivery.unparsed(
                    new TraceEvent.Unparsed(at.line(), text, "a call whose arguments do not fill its record"));
            return;
        }
        TracedCall call = numbers(at.pid()).get(number(shape.calls().code(data)));
        boolean isNeeded = call.wanted() || call.role() == TracedCall.Role.ENDS_PROCESS;
        joiner.called(at, call, isNeeded ? arguments(data, count) : List.of());
    }

    private List<Arg> arguments(ByteBuffer data, int count) {
        List<Arg> args = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long value = shape.calls().argument(data, i, shape.layout().wordBytes());
            args.add(new Arg.Word("0x" + Long.toHexString(value)));
        }
        return args;
    }

    // {short code; short; int error; register_t value; …}, OpenBSD since 5.2: {int code; int error; register_t value}
    private void returned(Caller at, ByteBuffer data) {
        int code = shape.beginsWithStart() ? data.getInt(0) : data.getShort(0) & 0xffff;
        TracedCall call = numbers(at.pid()).get(number(code));
        joiner.returned(at, call, outcome(at.pid(), data.getInt(4), data));
    }

    private Outcome outcome(int pid, int error, ByteBuffer data) {
        if (error == 0) {
            return new Outcome.Returned(value(data));
        } else if (error > 0) {
            return errors.failure(error);
        } else if (system == TraceSystem.NETBSD && emulating.containsKey(pid)) {
            // NetBSD writes what Linux returns: -2 is ENOENT there
            return ErrorNames.of(TraceSystem.LINUX).failure(-(long) error);
        }
        return error == -2 ? CallJoiner.JUST_RETURN : RESTART;
    }

    private long value(ByteBuffer data) {
        if (data.limit() < 12) {
            return 0;
        }
        // lseek on OpenBSD returns 8 bytes whatever the registers are
        boolean isLong = data.limit() >= 16 && (shape.layout().wordBytes() == 8 || shape.beginsWithStart());
        return isLong ? data.getLong(8) : data.getInt(8);
    }

    // {int signo; sig_t action; …}, NetBSD since version 3 {int32_t signo; int32_t code; int64_t action; …}
    private void signal(Caller at, ByteBuffer data) {
        boolean isLong = shape.layout().wordBytes() == 8 && data.limit() >= 16;
        long action = isLong ? data.getLong(8) : data.getInt(4);
        joiner.signalled(at, Signals.name(system, data.getInt(0)), action == 0);
    }

    private void emulate(Caller at, String abi) {
        joiner.programReplaced(at);
        if (abi.equals("linux") && emulating.size() < MAX_EMULATING) {
            emulating.put(at.pid(), linux());
        } else {
            emulating.remove(at.pid());
        }
    }

    private CallNumbers linux() {
        if (linux == null) {
            linux = CallNumbers.ofLinux(shape.layout().wordBytes(), filter);
        }
        return linux;
    }

    private void ended(Caller at) {
        joiner.gone(at);
        emulating.remove(at.pid());
    }

    // sockaddr NUL {u_char length; u_char family; …}
    private void structure(Caller at, ByteBuffer data) {
        int nameEnd = SOCKET_STRUCTURE.length();
        if (data.limit() > nameEnd && data.get(nameEnd) == 0 && startsWith(data, SOCKET_STRUCTURE)) {
            joiner.socket(at, SocketAddress.socket(system, text(data, nameEnd + 1)));
        }
    }

    private void user(Caller at, ByteBuffer data) {
        if (system == TraceSystem.NETBSD && data.limit() > USER_NAME_BYTES && startsWith(data, SOCKET_NAME)) {
            joiner.socket(at, SocketAddress.socket(system, text(data, USER_NAME_BYTES)));
        }
    }

    private static boolean startsWith(ByteBuffer data, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (i >= data.limit() || data.get(i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code sh NUL -c NUL true NUL}; the last NUL ends the last string. */
    private static List<String> strings(String joined) {
        String whole = joined.endsWith("\0") ? joined.substring(0, joined.length() - 1) : joined;
        return Arrays.asList(whole.split("\0", -1));
    }

    private static String text(ByteBuffer data, int from) {
        byte[] bytes = bytes(data, from);
        return Bytes.text(bytes, 0, bytes.length);
    }

    private static byte[] bytes(ByteBuffer data, int from) {
        byte[] bytes = new byte[data.limit() - from];
        data.get(from, bytes);
        return bytes;
    }
}

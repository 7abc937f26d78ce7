package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.StraceNotation;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A call that has begun and not returned yet, with what its records have told so far. */
final class OpenCall {
    /** More paths than this a call does not look up: execve has the most, the links on its way not counted. */
    private static final int MAX_NAMES = 64;

    private static final int MAX_ARGV = 4096;

    /** Where the address of a socket is handed over, see connect(2) and its like. */
    private static final Map<String, Integer> ADDRESS_AT =
            Map.of("connect", 1, "bind", 1, "sendto", 4, "sendmsg", 1, "connectat", 2, "bindat", 2);

    /** Where execve(2) and fexecve(2) have argv. */
    private static final int ARGV_AT = 1;

    private final long line;
    private final TracedCall call;
    private final List<Arg> args;
    private final List<String> names = new ArrayList<>(2);
    private final List<String> argv = new ArrayList<>(0);
    private boolean replacedProgram;

    OpenCall(long line, TracedCall call, List<Arg> args) {
        this.line = line;
        this.call = call;
        this.args = new ArrayList<>(args);
    }

    TracedCall call() {
        return call;
    }

    /** The process has got the ABI of another program. */
    void replaceProgram() {
        replacedProgram = call.role() == TracedCall.Role.EXECUTES;
    }

    boolean replacedProgram() {
        return replacedProgram;
    }

    /** @return false if the call has too many already */
    boolean add(String name) {
        return names.size() < MAX_NAMES && names.add(name);
    }

    /** An address that the call was given; of a call that returns one, it is nothing that was asked for. */
    void setSocket(String socket) {
        String name = call.name().startsWith(CallNumbers.LINUX)
                ? call.name().substring(CallNumbers.LINUX.length())
                : call.name();
        int position = ADDRESS_AT.getOrDefault(name, Integer.MAX_VALUE);
        if (position < args.size()) {
            args.set(position, new Arg.Compound(name.equals("sendmsg") ? StraceNotation.message(socket) : socket));
        }
    }

    void addArgv(List<String> strings) {
        if (call.role() == TracedCall.Role.EXECUTES && argv.size() + strings.size() <= MAX_ARGV) {
            argv.addAll(strings);
        }
    }

    TraceEvent.Call ended(Pid pid, long thread, Outcome outcome) {
        if (!argv.isEmpty() && ARGV_AT < args.size()) {
            args.set(ARGV_AT, StraceNotation.array(argv));
        }
        return new TraceEvent.Call(line, pid, thread, call.name(), args, names, outcome, false);
    }
}

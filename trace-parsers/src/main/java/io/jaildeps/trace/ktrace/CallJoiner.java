package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one event of the records between CALL and RET of a thread.
 *
 * <p>Where records do not name the thread, calls of one process may overlap: a return then belongs to the youngest call
 * of that name, and anything in between to the youngest call. A return without a call, as the first one of most traces,
 * is delivered without arguments; that of a fork in the child is passed over, as the call is its parent's.
 */
final class CallJoiner {
    /** More threads than this have not been seen to end: most of them have, and the trace has lost it. */
    private static final int MAX_THREADS = 1 << 16;

    private static final int MAX_OPEN_OF_THREAD = 64;

    private static final Outcome NO_RETURN = new Outcome.Unknown("");
    private static final Outcome UNFINISHED = new Outcome.Unfinished();

    /** What a return may say besides a value and an error, see sys/errno.h: the registers are set, not changed. */
    static final Outcome JUST_RETURN = new Outcome.Unknown("EJUSTRETURN");

    private static final Outcome EXECUTED = new Outcome.Returned(0);

    private final Delivery delivery;
    private final PathRecords paths = new PathRecords();
    private final LooseNames loose;
    private final Map<Integer, Map<Long, List<OpenCall>>> open = new HashMap<>();
    private int threads;
    private Pid last = Pid.UNNAMED;

    CallJoiner(Delivery delivery) {
        this.delivery = delivery;
        this.loose = new LooseNames(delivery);
    }

    void called(Caller at, TracedCall call, List<Arg> args) {
        loose.giveUp();
        if (call.role() == TracedCall.Role.ENDS_PROCESS || call.role() == TracedCall.Role.ENDS_THREAD) {
            ends(at, call, args);
            return;
        }
        List<OpenCall> calls = callsOf(at);
        int room = at.thread() == 0 ? MAX_OPEN_OF_THREAD : 1;
        while (calls.size() >= room) {
            deliver(at, calls.remove(0), UNFINISHED);
        }
        calls.add(new OpenCall(at.line(), call, args));
    }

    private void ends(Caller at, TracedCall call, List<Arg> args) {
        if (call.role() == TracedCall.Role.ENDS_PROCESS) {
            gone(at);
        } else {
            giveUp(at, callsOf(at));
        }
        deliver(at, new OpenCall(at.line(), call, args), NO_RETURN);
        if (call.role() == TracedCall.Role.ENDS_PROCESS) {
            delivery.other(new TraceEvent.Exited(at.line(), pid(at.pid()), status(args)));
        }
    }

    // exit(0x45); a process' status has eight bits
    private static int status(List<Arg> args) {
        return args.isEmpty() || !(args.get(0) instanceof Arg.Word word) ? 0 : (int) Numbers.parse(word.text()) & 0xff;
    }

    /** A path that the kernel looked up. */
    void lookedUp(Caller at, String name) {
        paths.countName();
        OpenCall call = youngest(at);
        if (call == null) {
            loose.add(at, name);
        } else if (!call.add(name)) {
            delivery.unparsed(new TraceEvent.Unparsed(at.line(), name, "more paths than one call looks up"));
        }
    }

    /** What follows is no record of a call. */
    void interlude() {
        loose.giveUp();
    }

    /** A record says which ABI the process has from now on: if it is inside of execve, this has succeeded. */
    void programReplaced(Caller at) {
        OpenCall call = youngest(at);
        if (call != null) {
            call.replaceProgram();
        }
    }

    void socket(Caller at, String socket) {
        OpenCall call = youngest(at);
        if (call != null && !socket.isEmpty()) {
            call.setSocket(socket);
        }
    }

    void arguments(Caller at, List<String> strings) {
        OpenCall call = youngest(at);
        if (call != null) {
            call.addArgv(strings);
        }
    }

    void returned(Caller at, TracedCall call, Outcome outcome) {
        OpenCall begun = take(at, call);
        if (begun == null && call.role() == TracedCall.Role.FORKS) {
            return;
        }
        OpenCall whole = begun == null ? new OpenCall(at.line(), call, List.of()) : begun;
        if (begun == null) {
            // kdump | egrep 'NAMI|RET'
            loose.take(at).forEach(whole::add);
        }
        boolean executed = whole.replacedProgram()
                || whole.call().role() == TracedCall.Role.EXECUTES
                        && (outcome.succeeded() || outcome.equals(JUST_RETURN));
        if (executed) {
            gone(at);
        }
        if (executed || whole.call().role() == TracedCall.Role.OPENS && outcome.succeeded()) {
            paths.countOpened();
        }
        deliver(at, whole, executed ? EXECUTED : outcome);
    }

    /** @param ends true if the process had not asked for it to be caught */
    void signalled(Caller at, String signal, boolean ends) {
        if (ends && Signals.endsProcess(signal)) {
            gone(at);
            delivery.other(new TraceEvent.Killed(at.line(), pid(at.pid()), signal));
        } else {
            delivery.other(new TraceEvent.Signalled(at.line(), pid(at.pid()), signal));
        }
    }

    /** The process is no more, or another program: what its threads were doing will not return. */
    void gone(Caller at) {
        Map<Long, List<OpenCall>> ofProcess = open.remove(at.pid());
        if (ofProcess != null) {
            threads -= ofProcess.size();
            giveUp(at.pid(), ofProcess);
        }
    }

    /** The trace ends. */
    void finish() {
        loose.giveUp();
        List<Integer> pids = open.keySet().stream().sorted().toList();
        for (int pid : pids) {
            gone(new Caller(0, pid, 0));
        }
    }

    /** What is to be said of the whole trace, which has so many lines or records. */
    Optional<TraceEvent> note(long line) {
        return paths.note(line);
    }

    private void giveUp(int pid, Map<Long, List<OpenCall>> ofProcess) {
        ofProcess.keySet().stream()
                .sorted()
                .map(thread -> new Caller(0, pid, thread))
                .forEach(caller -> giveUp(caller, ofProcess.getOrDefault(caller.thread(), List.of())));
    }

    private void giveUp(Caller at, List<OpenCall> calls) {
        calls.forEach(call -> deliver(at, call, UNFINISHED));
        calls.clear();
    }

    private @Nullable OpenCall youngest(Caller at) {
        List<OpenCall> calls = callsOf(at);
        List<OpenCall> executing = calls.isEmpty() ? executing(at) : calls;
        return executing.isEmpty() ? null : executing.get(executing.size() - 1);
    }

    /**
     * The calls of the process's thread that is inside of execve; none if no thread is. NetBSD gives the thread that
     * calls it another number before it returns.
     */
    // 13280      1 ktrace   CALL  execve(0x7f7fff542a97,0x7f7fff5424f0,0x7f7fff542500)
    // 13280  13280 node_exporter RET   execve JUSTRETURN
    private List<OpenCall> executing(Caller at) {
        for (List<OpenCall> calls : open.getOrDefault(at.pid(), Map.of()).values()) {
            if (calls.size() == 1 && calls.get(0).call().role() == TracedCall.Role.EXECUTES) {
                return calls;
            }
        }
        return List.of();
    }

    /** The thread's, which may be changed. */
    private List<OpenCall> callsOf(Caller at) {
        Map<Long, List<OpenCall>> ofProcess = open.get(at.pid());
        List<OpenCall> calls = ofProcess == null ? null : ofProcess.get(at.thread());
        return calls == null ? newThread(at) : calls;
    }

    private List<OpenCall> newThread(Caller at) {
        if (threads == MAX_THREADS) {
            finish();
        }
        threads++;
        List<OpenCall> calls = new ArrayList<>(1);
        open.computeIfAbsent(at.pid(), pid -> new HashMap<>(2)).put(at.thread(), calls);
        return calls;
    }

    /** Another program's numbers may be others: whatever returns in a thread that calls execve is the execve. */
    private @Nullable OpenCall take(Caller at, TracedCall returning) {
        List<OpenCall> calls = callsOf(at);
        for (int i = calls.size() - 1; i >= 0; i--) {
            TracedCall call = calls.get(i).call();
            if (call.number() == returning.number() || at.thread() != 0 && call.role() == TracedCall.Role.EXECUTES) {
                return calls.remove(i);
            }
        }
        List<OpenCall> executing = returning.role() == TracedCall.Role.EXECUTES ? executing(at) : List.of();
        return executing.isEmpty() ? null : executing.remove(0);
    }

    private void deliver(Caller at, OpenCall call, Outcome outcome) {
        paths.countCall();
        if (call.call().wanted()) {
            long thread = at.thread() == 0 ? at.pid() : at.thread();
            delivery.call(call.ended(pid(at.pid()), thread, outcome), true);
        } else {
            delivery.countSkipped();
        }
    }

    private Pid pid(int number) {
        if (last.number() != number) {
            last = new Pid(number);
        }
        return last;
    }
}

package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Says what each line of truss of Solaris and its kin is, and of tusc, and passes it to who can read it. */
final class SvrLines extends MendedLines {
    private static final Set<String> EXITS = Set.of("_exit", "exit", "rexit");
    private static final byte[] RECEIVED = Bytes.of("Received signal ");
    private static final byte[] PROCESS_KILLED = Bytes.of("*** process killed ***");
    private static final byte[] ENTERED = Bytes.of("->");
    private static final byte[] LEFT = Bytes.of("<-");
    private static final byte[] ARGUMENTS = Bytes.of("argv:");
    private static final byte[] ENVIRONMENT = Bytes.of("envp:");

    private final Dialect dialect;
    private final CallNames names;
    private final SvrCallText callText;
    private final Growing growing;
    private final SummaryTable table = new SummaryTable();
    private final ForkReturns forks = new ForkReturns();
    private final Asleep asleep;
    /** The line before belonged to a call, so that this one may, too. */
    private boolean follows;
    /** The lines before were an argument vector or an environment. */
    private boolean inVector;

    private String lastSignal = "";

    SvrLines(Dialect dialect, CallFilter filter, Delivery delivery) {
        super(delivery);
        this.dialect = dialect;
        this.names = new CallNames(filter, UnaryOperator.identity(), false);
        this.callText = new SvrCallText(dialect);
        this.growing = new Growing(delivery);
        this.asleep = new Asleep(delivery);
    }

    @Override
    void readPrefix(byte[] b, int from, int to) {
        dialect.readPrefix(b, from, to, origin);
    }

    @Override
    void read(long number, byte[] b, int from, int to, boolean mayWait) {
        readPrefix(b, from, to);
        int body = origin.body;
        if (isOnlyPrefix(to) || readCall(number, b, from, to, mayWait) || table.takes(b, from, to)) {
            return;
        }
        boolean indented = origin.isNumbered() || (mayBeEvent() || isBelowCall(b, from, to)) && body > from;
        if (readOther(number, b, from, to)) {
            follows = true;
        } else if (indented && follows && (inVector || !beginsCall(b, body, to) && !isCutCall(b, body, to))) {
            inVector =
                    inVector || Bytes.startsWith(b, body, to, ARGUMENTS) || Bytes.startsWith(b, body, to, ENVIRONMENT);
            growing.add(b, body, to);
        } else {
            growing.flush();
            follows = false;
            boolean waits = mayWait
                    && mayBeEvent()
                    && isCutCall(b, body, to)
                    && keep(number, b, to, callText.endedInsideString() ? Cut.IN_STRING : Cut.BROKEN);
            if (!waits
                    && !joined.read(number, b, from, to)
                    && !(mayWait && keepBroken(number, b, from, to, Cut.BROKEN))) {
                unparsed(number, b, from, to, "not a line of truss");
            }
        }
    }

    /** The flags of a file stand alone among what {@code -v} tells without a number: {@code fcntl(3, F_GETFL) = 0}. */
    //                 (no flags)
    private static boolean isBelowCall(byte[] b, int from, int to) {
        return to - from > 2 && b[from] == '\t' && b[from + 1] == '\t';
    }

    /** What is told about a call is no call itself: {@code stat64("/a/long/name",} was broken by a mail program. */
    private boolean beginsCall(byte[] b, int from, int to) {
        int open = openParenthesis(b, from, to);
        return open >= 0 && open + 1 < to && b[open + 1] == '"';
    }

    private boolean readCall(long number, byte[] b, int from, int to, boolean mayWait) {
        int body = origin.body;
        if (!mayBeEvent() || openParenthesis(b, body, to) < 0) {
            return false;
        }
        if (!isWholeCall(b, body, to)) {
            return joined.areAll(b, to) ? joined.read(number, b, from, to) : readRemarked(number, b, to);
        }
        boolean indented = body > from && !origin.isNumbered() && Bytes.isSpace(b[body - 1]) && !Bytes.isDigit(b[from]);
        if (callText.end().bare && (inVector && !isExit(b, body, to) || indented)) {
            return false;
        }
        sawEvent();
        if (!mayWait || !callText.end().mayGoOn || !keep(number, b, to, Cut.BROKEN)) {
            deliverSplit(number, b, body, to);
        }
        return true;
    }

    /** The process's argument vector may have been the last that is told of it. */
    private boolean isExit(byte[] b, int from, int to) {
        int open = openParenthesis(b, from, to);
        return EXITS.contains(Bytes.text(b, from, open)) && Bytes.skipDigits(b, open + 1, to) == to - 1;
    }

    @Override
    void deliverWhole(long number, byte[] b, int from, int to) {
        if (isWholeCall(b, from, to)) {
            deliverSplit(number, b, from, to);
        }
    }

    /** Delivers the call that was found to be whole last. */
    private void deliverSplit(long number, byte[] b, int from, int to) {
        growing.flush();
        follows = true;
        inVector = false;
        int open = openParenthesis(b, from, to);
        CallNames.Name name = names.find(b, Glued.nameStart(b, from, open), open);
        asleep.awakes(origin, name.text());
        if (callText.end().sleeping) {
            if (name.wanted()) {
                asleep.add(origin, callText.call(number, origin, name.text(), b));
            }
            return;
        }
        boolean exits = callText.end().bare && EXITS.contains(name.text());
        if (exits) {
            exit(number, name, b);
        } else if (name.wanted()) {
            deliver(callText.call(number, origin, name.text(), b));
        } else {
            delivery.countSkipped();
        }
    }

    private void exit(long number, CallNames.Name name, byte[] b) {
        TraceEvent.Call call = callText.call(number, origin, name.text(), b);
        delivery.call(call, name.wanted());
        delivery.other(new TraceEvent.Exited(number, call.pid(), callText.status(b)));
    }

    private void deliver(TraceEvent.Call call) {
        if (callText.end().inChild) {
            returnInChild(call);
        } else if (!isFork(call) || forks.parentReturned(returned(call))) {
            growing.begin(call);
        }
    }

    // 6430:	vfork()		(returning as child ...)	= 6428
    private void returnInChild(TraceEvent.Call call) {
        int parent = returned(call);
        if (parent > 0
                && !call.pid().equals(Pid.UNNAMED)
                && forks.childReturned(call.pid().number())) {
            delivery.call(with(call, new Pid(parent), call.pid().number()), true);
        } else if (parent <= 0 || call.pid().equals(Pid.UNNAMED)) {
            delivery.call(with(call, call.pid(), 0), true);
        }
    }

    private static TraceEvent.Call with(TraceEvent.Call call, Pid pid, int value) {
        return new TraceEvent.Call(
                call.line(),
                pid,
                pid.equals(call.pid()) ? call.thread() : pid.number(),
                call.name(),
                call.args(),
                List.of(),
                new Outcome.Returned(value),
                false);
    }

    private static boolean isFork(TraceEvent.Call call) {
        return call.name().contains("fork") && returned(call) > 0;
    }

    private static int returned(TraceEvent.Call call) {
        boolean isNumber = call.outcome() instanceof Outcome.Returned value
                && value.value() > 0
                && value.value() <= Integer.MAX_VALUE;
        return isNumber ? (int) ((Outcome.Returned) call.outcome()).value() : 0;
    }

    /** Reads what is no call; false if it is nothing that the tracer says by itself. */
    private boolean readOther(long number, byte[] b, int from, int to) {
        int body = origin.body;
        boolean begins = table.begins(b, from, to);
        if (!begins && !isOther(b, body, to)) {
            return false;
        }
        growing.flush();
        inVector = false;
        if (Bytes.startsWith(b, body, to, RECEIVED)) {
            lastSignal = signalName(b, body + RECEIVED.length, to);
            delivery.other(new TraceEvent.Signalled(number, origin.process(), lastSignal));
        } else if (Bytes.startsWith(b, body, to, PROCESS_KILLED)) {
            delivery.other(new TraceEvent.Killed(number, origin.process(), lastSignal));
        } else if (!Bytes.startsWith(b, body, to, ENTERED) && !Bytes.startsWith(b, body, to, LEFT)) {
            delivery.note(number, b, body, to);
        }
        return true;
    }

    @Override
    boolean isOther(byte[] b, int from, int to) {
        return Bytes.startsWith(b, from, to, RECEIVED)
                || Bytes.startsWith(b, from, to, ENTERED)
                || Bytes.startsWith(b, from, to, LEFT)
                || dialect.isNote(b, from, to);
    }

    // #18, SIGCLD [caught]   18, SIGCLD, in waitpid(), [caught]
    private static String signalName(byte[] b, int from, int to) {
        int comma = Bytes.find(b, from, to, ',');
        int name = Bytes.skipBlanks(b, Math.min(to, comma + 1), to);
        return Bytes.text(b, name, Bytes.skipName(b, name, to));
    }

    @Override
    boolean isWholeCall(byte[] b, int from, int to) {
        int open = openParenthesis(b, from, to);
        return open >= 0 && callText.isWhole(b, open + 1, to);
    }

    @Override
    boolean isCertainCall(byte[] b, int from, int to) {
        return isWholeCall(b, from, to) && callText.isCertain(b);
    }

    @Override
    boolean isCutCall(byte[] b, int from, int to) {
        int open = openParenthesis(b, from, to);
        return open >= 0 && callText.isCut(b, open + 1, to);
    }

    @Override
    void giveUpOthers() {
        growing.flush();
    }

    @Override
    void ended() {
        asleep.finish();
    }

    @Override
    CallEnd end() {
        return callText.end();
    }

    @Override
    int openParenthesis(byte[] b, int from, int to) {
        int i = from;
        while (i < to && (Bytes.isNameChar(b[i]) || b[i] == '#' && i == from)) {
            i++;
        }
        return i > from && i < to && b[i] == '(' && !Bytes.isDigit(b[from]) ? i : -1;
    }
}

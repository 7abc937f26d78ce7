package io.jaildeps.trace.strace;

import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are read in several parts. Two kinds: one that strace interrupted for another thread, {@code <unfinished
 * ...>}, of which each thread has one at most; and one whose line was cut in two by what the program or strace itself
 * wrote to the same terminal, of which there is one at most, the last.
 */
final class PartialCalls {
    private static final byte[] BLANK = {' '};

    private final Map<Integer, Partial> unfinished = new HashMap<>();
    private @Nullable Partial broken;
    /** The call that was delivered last failed. */
    private boolean lastFailed;

    private final CallText callText = new CallText();
    private final ThreadGroups groups = new ThreadGroups();
    private final Delivery delivery;
    private final IntConsumer births;

    /** @param births is told the number of each new process or thread, wanted or not */
    PartialCalls(Delivery delivery, IntConsumer births) {
        this.delivery = delivery;
        this.births = births;
    }

    /** A new call of a thread begins: what it has not finished will not be finished. */
    void begin(Pid pid) {
        if (broken != null && broken.head().pid().number() == pid.number()) {
            giveUpBroken();
        }
        giveUp(pid);
    }

    /** Reads a line's call from behind its parenthesis, and keeps it if the line breaks off. */
    void whole(CallText.Head head, byte[] b, int from, int to) {
        TraceEvent event = callText.read(head, b, from, to, false);
        if (event == null) {
            breakOff(new Partial(head, false, b, from, to));
        } else {
            deliver(head, event, false);
        }
    }

    /** A line that has no end. */
    void breakOff(Partial partial) {
        giveUpBroken();
        broken = partial;
    }

    /** The call is interrupted; {@code mark} is where {@code <unfinished ...>} or another mark begins. */
    void interrupt(Partial partial, byte[] b, int mark, int to) {
        Pid pid = partial.head().pid();
        unfinished.put(pid.number(), partial);
        if (LineTail.isDetached(b, mark, to)) {
            giveUp(pid);
        }
    }

    boolean isForking(Pid pid) {
        Partial partial = unfinished.get(pid.number());
        return partial != null && partial.head().name().forks();
    }

    /** {@code <... NAME resumed>}: takes the beginning of the call, if it was seen. */
    @Nullable
    Partial resume(Pid pid, String name) {
        Partial partial = unfinished.get(pid.number());
        if (partial == null) {
            return resumeBroken(pid, name);
        }
        boolean same = name.equals("???") || name.equals(partial.head().name().text());
        if (!same) {
            giveUp(pid);
            return null;
        }
        unfinished.remove(pid.number());
        return partial;
    }

    /** The line that was to say {@code <unfinished ...>} is lost. */
    private @Nullable Partial resumeBroken(Pid pid, String name) {
        Partial partial = broken;
        boolean same = partial != null
                && partial.head().pid().number() == pid.number()
                && partial.head().name().text().equals(name);
        if (!same) {
            return null;
        }
        broken = null;
        return partial;
    }

    /** Adds a part and delivers the call if it is whole now. A line that breaks off again stays as the broken one. */
    void append(Partial partial, byte[] b, int from, int to) {
        int mark = LineTail.markAt(b, from, to);
        int end = mark < 0 ? to : mark > from && b[mark - 1] == ' ' ? mark - 1 : mark;
        boolean returns = mark < 0 && partial.awaitsReturn(b, from, to);
        boolean closes = mark < 0 && (returns || LineTail.lastClose(b, Math.max(0, from - 1), to) >= 0);
        if (returns && !partial.append(BLANK, 0, 1)
                || !partial.append(b, from, end)
                || closes && !partial.mayBeRead()) {
            reject(partial, "longer than 1 MiB, or no call");
        } else if (mark >= 0) {
            interrupt(partial, b, mark, to);
        } else if (!closes || !complete(partial)) {
            if (broken != partial) {
                breakOff(partial);
            }
            return;
        }
        broken = broken == partial ? null : broken;
    }

    private boolean complete(Partial partial) {
        if (!partial.isKept()) {
            delivery.countSkipped();
            return true;
        }
        TraceEvent event = callText.read(partial.head(), partial.text(), 0, partial.length(), false);
        if (event instanceof TraceEvent.Unparsed) {
            TraceEvent last = callText.readToLast(partial.head(), partial.text(), 0, partial.length());
            event = last == null ? event : last;
        }
        if (event != null) {
            deliver(partial.head(), event, partial.headless);
        }
        return event != null;
    }

    /** A line that begins no event continues the broken one; false if there is none. */
    boolean continueBroken(LineSource line, int to) {
        Partial partial = broken;
        if (partial == null) {
            return false;
        }
        String text = Delivery.snippet(line.bytes, line.start, line.end);
        if (!partial.addContinuation(new TraceEvent.Unparsed(line.number, text, "not a line of strace"))) {
            giveUpBroken();
        } else {
            append(partial, line.bytes, line.start, to);
        }
        return true;
    }

    /** Adds what stands in front of an event on its line. */
    void continueBroken(byte[] b, int from, int to) {
        if (broken != null) {
            append(broken, b, from, to);
        }
    }

    /**
     * Who is in the execve or execveat that {@code leader} goes on with, though it did not begin one: a thread of the
     * same process. Nobody if that is not clear.
     */
    Optional<Pid> executing(Pid leader, String name) {
        if (!name.equals("execve") && !name.equals("execveat")) {
            return Optional.empty();
        }
        Pid known = null;
        Pid possible = null;
        int possibilities = 0;
        for (Partial partial : unfinished.values()) {
            Pid thread = partial.head().pid();
            if (partial.head().name().text().equals(name)) {
                known = groups.isOf(thread.number(), leader.number()) ? thread : known;
                if (groups.mayBeOf(thread.number(), leader.number())) {
                    possible = thread;
                    possibilities++;
                }
            }
        }
        return Optional.ofNullable(known != null || possibilities > 1 ? known : possible);
    }

    /** The thread has ended, and with it what it was in. */
    void ended(Pid pid) {
        giveUp(pid);
        groups.ended(pid.number());
    }

    /** The thread of number {@code by} goes on as {@code pid}, with the execve that it is in. */
    void supersede(Pid pid, Pid by) {
        Partial exec = unfinished.remove(by.number());
        if (exec != null) {
            giveUp(pid);
            exec.renumber(pid);
            unfinished.put(pid.number(), exec);
        }
        groups.ended(by.number());
    }

    /** The thread will not finish its call. */
    void giveUp(Pid pid) {
        Partial partial = unfinished.isEmpty() ? null : unfinished.remove(pid.number());
        if (partial != null) {
            deliverUnfinished(partial);
        }
    }

    /** The file of {@code pid}, or of all, has ended with the line of number {@code lines}. */
    void endOfFile(@Nullable Pid pid, long lines) {
        Partial partial = broken;
        boolean isHere = pid == null || partial != null && partial.head().pid().number() == pid.number();
        if (partial != null && isHere && partial.lastLine() == lines) {
            // the tracer was interrupted while the call went on: poll([{fd=6, events=POLLIN}], 1, 3600000
            broken = null;
            if (!deliverAsItStands(partial)) {
                deliverUnfinished(partial);
            }
        }
    }

    /** The trace has ended. */
    void finish() {
        giveUpBroken();
        List<Partial> rest = new ArrayList<>(unfinished.values());
        unfinished.clear();
        rest.sort(Comparator.comparingLong(partial -> partial.head().line()));
        rest.forEach(this::deliverUnfinished);
    }

    private void deliverUnfinished(Partial partial) {
        deliver(
                partial.head(),
                callText.unfinished(partial.head(), partial.text(), 0, partial.length()),
                partial.headless);
    }

    private void giveUpBroken() {
        if (broken != null) {
            Partial partial = broken;
            broken = null;
            if (partial.neverReturns()) {
                deliverUnfinished(partial);
                partial.continuations().forEach(delivery::unparsed);
            } else if (!deliverAsItStands(partial)) {
                reject(partial, "the line ends inside of a call");
            }
        }
    }

    /** Delivers the call as its first line tells it, if that is enough. */
    private boolean deliverAsItStands(Partial partial) {
        TraceEvent event =
                partial.isKept() ? callText.read(partial.head(), partial.text(), 0, partial.beginning(), true) : null;
        if (event != null) {
            deliver(partial.head(), event, partial.headless);
            partial.continuations().forEach(delivery::unparsed);
        }
        return event != null;
    }

    private void reject(Partial partial, String reason) {
        delivery.unparsed(CallText.unparsed(partial.head(), partial.text(), 0, partial.beginning(), reason));
        partial.continuations().forEach(delivery::unparsed);
    }

    private void deliver(CallText.Head head, TraceEvent event, boolean headless) {
        if (event instanceof TraceEvent.Unparsed unparsed) {
            delivery.unparsed(unparsed);
            return;
        }
        TraceEvent.Call call = (TraceEvent.Call) event;
        lastFailed = call.outcome() instanceof Outcome.Failed;
        if (headless) {
            call = new TraceEvent.Call(
                    call.line(), call.pid(), call.name(), List.of(), call.outcome(), call.injected());
        }
        if (head.name().forks() && call.outcome() instanceof Outcome.Returned returned) {
            born(call, returned.value());
        }
        delivery.call(call, head.name().wanted());
    }

    /**
     * Whether the line is the rest of what strace says of a call that failed: a mail program broke the line in front of it, or
     * in it.
     */
    // open("/x", O_RDONLY) = -1 ENOENT (No such file
    // or directory)
    boolean endsRemark(byte[] b, int from, int to) {
        if (!lastFailed) {
            return false;
        }
        boolean ends = from < to && b[to - 1] == ')';
        boolean isRest = ends || from < to && b[from] == '(';
        for (int i = from; i < to; i++) {
            isRest = isRest && b[i] != '"' && b[i] != '=' && (b[i] != '(' || i == from);
        }
        lastFailed = isRest && !ends;
        return isRest;
    }

    private void born(TraceEvent.Call call, long number) {
        // a line that was put together of two has any number: clone3({flags=CL...mmap(NULL, 8192) = 0x7efcd6167000
        if (number > 0 && number <= Prefix.LARGEST_PID) {
            groups.born(call, (int) number);
            births.accept((int) number);
        }
    }
}

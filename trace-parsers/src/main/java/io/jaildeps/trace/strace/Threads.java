package io.jaildeps.trace.strace;

import io.jaildeps.trace.Pid;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a line belongs to. On standard error strace numbers the lines ({@code [pid 12] }) only while it traces more than
 * one thread: the first one's lines have no number at first, get one when a second appears, and the last survivor's
 * have none again. The first thread is {@link Pid#UNNAMED} from beginning to end, so that it does not change its name
 * in mid-trace.
 */
final class Threads {
    private final @Nullable Pid only;
    private final Set<Integer> others = new HashSet<>();
    private Pid last = Pid.UNNAMED;
    private int firstNumber = Prefix.NO_PID;
    private boolean sawUnnamed;
    private boolean sawBrackets;
    private boolean firstIsGone;

    /** @param only whose lines all lines without a number are (-ff), or null */
    Threads(@Nullable Pid only) {
        this.only = only;
    }

    /** @param firstIsForking the first thread is inside of a call that makes another */
    Pid of(Prefix prefix, boolean firstIsForking) {
        if (prefix.pid == Prefix.NO_PID) {
            return only == null ? unnumbered() : only;
        }
        if (prefix.inBrackets) {
            return bracketed(prefix.pid, firstIsForking);
        }
        if (last.number() != prefix.pid) {
            last = new Pid(prefix.pid);
        }
        return last;
    }

    private Pid bracketed(int number, boolean firstIsForking) {
        sawBrackets = true;
        if (last.number() == number) {
            return last;
        }
        if (number == firstNumber) {
            return Pid.UNNAMED;
        }
        if (!others.contains(number)) {
            if (sawUnnamed && firstNumber == Prefix.NO_PID && !firstIsForking) {
                firstNumber = number;
                return Pid.UNNAMED;
            }
            others.add(number);
        }
        last = new Pid(number);
        return last;
    }

    private Pid unnumbered() {
        boolean firstIsOut = sawUnnamed ? firstIsGone : !others.isEmpty();
        if (firstIsOut && others.size() == 1) {
            return new Pid(others.iterator().next());
        }
        sawUnnamed = sawUnnamed || !sawBrackets;
        return Pid.UNNAMED;
    }

    /** A new thread, as a call returned its number or strace said that it attached to it. */
    void born(int number) {
        if (number != firstNumber) {
            others.add(number);
        }
    }

    void ended(Pid pid) {
        if (pid.number() == Pid.UNNAMED.number()) {
            firstIsGone = true;
        } else {
            others.remove(pid.number());
        }
    }

    /** The thread that strace calls {@code number} elsewhere in its text. */
    Pid named(int number) {
        return number == firstNumber ? Pid.UNNAMED : new Pid(number);
    }
}

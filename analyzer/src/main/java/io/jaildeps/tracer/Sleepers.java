package io.jaildeps.tracer;

import io.jaildeps.trace.Pid;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits for time to pass: a thread in a call that returns by itself, at the latest after some time, goes on without
 * anybody's doing. Told by {@code /proc/PID/task/TID/syscall}, see proc(5).
 */
public final class Sleepers {
    private static final Path PROC = Path.of("/proc");

    /** What a call's argument says of the time that it waits. */
    private enum Limit {
        /** A pointer to a time; a null pointer is no limit. */
        POINTER,
        /** Milliseconds; a negative number is no limit. */
        MILLIS
    }

    /** @param argument the position of the limit among the arguments, from 0 */
    private record TimedCall(int argument, Limit limit) {}

    /** The calls' numbers, see syscalls(2), by the machine's name in Java. */
    private static final Map<String, Map<Integer, TimedCall>> CALLS = Map.of(
            "amd64",
            Map.ofEntries(
                    Map.entry(7, new TimedCall(2, Limit.MILLIS)), // poll
                    Map.entry(23, new TimedCall(4, Limit.POINTER)), // select
                    Map.entry(35, new TimedCall(0, Limit.POINTER)), // nanosleep
                    Map.entry(128, new TimedCall(2, Limit.POINTER)), // rt_sigtimedwait
                    Map.entry(202, new TimedCall(3, Limit.POINTER)), // futex
                    Map.entry(208, new TimedCall(4, Limit.POINTER)), // io_getevents
                    Map.entry(220, new TimedCall(3, Limit.POINTER)), // semtimedop
                    Map.entry(230, new TimedCall(2, Limit.POINTER)), // clock_nanosleep
                    Map.entry(232, new TimedCall(3, Limit.MILLIS)), // epoll_wait
                    Map.entry(243, new TimedCall(4, Limit.POINTER)), // mq_timedreceive
                    Map.entry(270, new TimedCall(4, Limit.POINTER)), // pselect6
                    Map.entry(271, new TimedCall(2, Limit.POINTER)), // ppoll
                    Map.entry(281, new TimedCall(3, Limit.MILLIS)), // epoll_pwait
                    Map.entry(299, new TimedCall(4, Limit.POINTER)), // recvmmsg
                    Map.entry(441, new TimedCall(3, Limit.POINTER))), // epoll_pwait2
            "aarch64",
            Map.ofEntries(
                    Map.entry(4, new TimedCall(4, Limit.POINTER)), // io_getevents
                    Map.entry(22, new TimedCall(3, Limit.MILLIS)), // epoll_pwait
                    Map.entry(72, new TimedCall(4, Limit.POINTER)), // pselect6
                    Map.entry(73, new TimedCall(2, Limit.POINTER)), // ppoll
                    Map.entry(98, new TimedCall(3, Limit.POINTER)), // futex
                    Map.entry(101, new TimedCall(0, Limit.POINTER)), // nanosleep
                    Map.entry(115, new TimedCall(2, Limit.POINTER)), // clock_nanosleep
                    Map.entry(137, new TimedCall(2, Limit.POINTER)), // rt_sigtimedwait
                    Map.entry(183, new TimedCall(4, Limit.POINTER)), // mq_timedreceive
                    Map.entry(192, new TimedCall(3, Limit.POINTER)), // semtimedop
                    Map.entry(243, new TimedCall(4, Limit.POINTER)), // recvmmsg
                    Map.entry(441, new TimedCall(3, Limit.POINTER)))); // epoll_pwait2

    private Sleepers() {}

    /** True if a thread of one of the processes goes on by itself some time, or does just now, or if it is not known. */
    public static boolean any(List<Pid> pids) {
        Map<Integer, TimedCall> calls =
                CALLS.get(System.getProperty("os.arch", "").toLowerCase(Locale.ROOT));
        if (calls == null || !ProcessTree.isKnown()) {
            return true;
        }
        for (Pid pid : pids) {
            try (DirectoryStream<Path> threads =
                    Files.newDirectoryStream(PROC.resolve(pid.toString()).resolve("task"))) {
                for (Path thread : threads) {
                    Optional<String> call = ProcessTree.read(thread.resolve("syscall"));
                    if (Files.exists(thread) && (call.isEmpty() || goesOn(call.get(), calls))) {
                        return true;
                    }
                }
            } catch (IOException ended) {
                return true; // something happens
            }
        }
        return false;
    }

    // 7 0x7ffe0b8f6f10 0x1 0x1388 0x0 0x0 0x0 0x7ffe0b8f6ee8 0x7f0f2d6a9b2d: the number, the arguments, two registers
    // running
    private static boolean goesOn(String call, Map<Integer, TimedCall> calls) {
        String[] words = call.strip().split(" ");
        if (!words[0].matches("\\d+")) {
            return true;
        }
        TimedCall timed = calls.get(Integer.parseInt(words[0]));
        if (timed == null || words.length <= timed.argument() + 1) {
            return false;
        }
        long value = Long.parseUnsignedLong(words[timed.argument() + 1].substring(2), 16);
        return timed.limit() == Limit.POINTER ? value != 0 : (int) value >= 0;
    }
}

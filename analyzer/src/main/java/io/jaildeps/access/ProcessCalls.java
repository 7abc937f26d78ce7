package io.jaildeps.access;

import io.jaildeps.trace.TraceSystem;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** Which calls make processes and end them, and what a new process shares with its maker. */
final class ProcessCalls {
    private static final int RFFDG = 0x4;
    private static final int RFPROC = 0x10;

    private ProcessCalls() {}

    /** True for calls that return a new process's number to its maker. */
    static boolean makesProcess(CallArgs args) {
        return switch (args.name()) {
            case "clone", "clone2", "clone3", "fork", "vfork" -> true;
            case "rfork" -> has(args, RFPROC, "RFPROC");
            // Solaris: spawn("/usr/bin/ls", …) returns in the parent; elsewhere posix_spawn gives the number by an
            // address
            case "spawn" -> args.kernel().is(TraceSystem.ILLUMOS);
            default -> false;
        };
    }

    /** What {@code clone(2)} calls that which the new process shares. */
    static Set<String> shared(CallArgs args) {
        return switch (args.name()) {
            case "rfork" -> ofRfork(args);
            // with the numbers that Linux has, see NetBSD's <sys/sched.h>
            case "clone" -> args.kernel().is(TraceSystem.NETBSD) ? ofNumber(args) : CloneFlags.of(args.call());
            default -> CloneFlags.of(args.call());
        };
    }

    // rfork(0x1000050) of FreeBSD's rfork(2): without RFFDG parent and child have one table of descriptors
    private static Set<String> ofRfork(CallArgs args) {
        return has(args, RFFDG, "RFFDG") ? Set.of() : Set.of("CLONE_FILES");
    }

    private static boolean has(CallArgs args, int bit, String name) {
        return (args.number(0).orElse(0) & bit) != 0 || args.text(0).contains(name);
    }

    private static Set<String> ofNumber(CallArgs args) {
        int bits = args.number(0).orElse(0);
        Set<String> flags = new HashSet<>(CloneFlags.of(args.call()));
        if ((bits & 0x200) != 0) {
            flags.add("CLONE_FS");
        }
        if ((bits & 0x400) != 0) {
            flags.add("CLONE_FILES");
        }
        return flags;
    }

    /** True for the call by which a process ends, where no other event tells it. */
    static boolean endsProcess(CallArgs args) {
        return args.name().equals("exit") && !args.kernel().is(TraceSystem.LINUX);
    }

    /** What wait(2) gives of it, 0 to 255. */
    static int status(CallArgs args) {
        return (int) (number(args).orElse(0) & 0xff);
    }

    private static OptionalLong number(CallArgs args) {
        return Numbers.number(args.text(0));
    }
}

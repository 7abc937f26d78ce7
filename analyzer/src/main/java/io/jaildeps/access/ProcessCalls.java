package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.strace.CloneFlags;
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
        return args.name().equals("rfork") ? ofRfork(args) : CloneFlags.of(args.call());
    }

    /** Whether setns(2) is about a mount namespace: its kind may be given, or only a descriptor that the tracer describes. */
    // setns(5, CLONE_NEWNS)   setns(5</proc/12/ns/mnt>, 0)   setns(5<mnt:[4026531841]>, 0)
    static boolean entersMounts(CallArgs args) {
        boolean isOf = args.descriptor(0)
                .map(Arg.Descriptor::path)
                .filter(path -> path.endsWith("/ns/mnt") || path.startsWith("mnt:["))
                .isPresent();
        return isOf || CloneFlags.in(args.text(1)).contains("CLONE_NEWNS");
    }

    // rfork(0x1000050) of FreeBSD's rfork(2): without RFFDG parent and child have one table of descriptors
    private static Set<String> ofRfork(CallArgs args) {
        return has(args, RFFDG, "RFFDG") ? Set.of() : Set.of("CLONE_FILES");
    }

    private static boolean has(CallArgs args, int bit, String name) {
        return (args.number(0).orElse(0) & bit) != 0 || args.text(0).contains(name);
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

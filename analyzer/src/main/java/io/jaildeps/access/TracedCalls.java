package io.jaildeps.access;

import io.jaildeps.trace.TraceSystem;
import java.util.Set;
import java.util.TreeSet;

/** Calls of Linux: those with paths, and those that change what paths mean or who runs. */
final class TracedCalls {
    private static final Set<String> OTHERS = Set.of(
            "fchdir",
            "getcwd",
            "clone",
            "clone2",
            "clone3",
            "fork",
            "vfork",
            "unshare",
            "setns",
            "connect",
            "bind",
            "listen",
            "bpf",
            "sendto",
            "sendmsg",
            "sendmmsg",
            "getdents",
            "getdents64",
            "setuid",
            "setuid32",
            "setgid",
            "setgid32",
            "setreuid",
            "setreuid32",
            "setregid",
            "setregid32",
            "setresuid",
            "setresuid32",
            "setresgid",
            "setresgid32",
            "setgroups",
            "setgroups32",
            "io_uring_setup",
            "ptrace");

    /** A live trace has the path beside each descriptor, strace's -y, and does without these. */
    private static final Set<String> OF_DESCRIPTORS =
            Set.of("dup", "dup2", "dup3", "fcntl", "fcntl64", "close", "close_range");

    private TracedCalls() {}

    static boolean areOfDescriptors(String call) {
        return OF_DESCRIPTORS.contains(call);
    }

    /** What a live trace records. */
    static Set<String> live() {
        Set<String> all = new TreeSet<>(CallTable.of(TraceSystem.LINUX).calls());
        all.addAll(OTHERS);
        return all;
    }

    /** What is read of a trace that somebody recorded, perhaps without -y. */
    static Set<String> recorded() {
        Set<String> all = live();
        all.addAll(OF_DESCRIPTORS);
        return all;
    }
}

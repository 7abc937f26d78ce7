package io.jaildeps.access;

import io.jaildeps.trace.TraceSystem;
import java.util.Set;
import java.util.TreeSet;

/** The calls that a live trace records: those with paths, and those that change what paths mean or who runs. */
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
            "sendto",
            "sendmsg",
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
            "io_uring_setup");

    private TracedCalls() {}

    static Set<String> all() {
        Set<String> all = new TreeSet<>(CallTable.of(TraceSystem.LINUX).calls());
        all.addAll(OTHERS);
        return all;
    }
}

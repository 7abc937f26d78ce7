package io.jaildeps.trace.ktrace;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A system call that occurs in a trace.
 *
 * @param number by which a return is found to belong to it: the kernel's, or for text one that the name was given
 * @param wanted false if nobody wants its arguments
 */
record TracedCall(int number, String name, Role role, boolean wanted) {
    /** What the joining of records must know about a call. */
    enum Role {
        /** Replaces the program; its return is another program's. */
        EXECUTES,
        /** Returns a second time, in the child. */
        FORKS,
        /** Ends the process and does not return. */
        ENDS_PROCESS,
        /** Ends the thread and does not return. */
        ENDS_THREAD,
        /** When it succeeds, a path has been looked up. */
        OPENS,
        OTHER
    }

    private static final Set<String> EXECUTES = Set.of("execve", "fexecve", "__mac_execve", "execv", "execveat");
    private static final Set<String> FORKS = Set.of(
            "fork",
            "vfork",
            "rfork",
            "__vfork14",
            "__clone",
            "clone",
            "clone3",
            "__tfork",
            "pdfork",
            "pdrfork",
            "__fork");
    private static final Set<String> ENDS_THREAD =
            Set.of("thr_exit", "_lwp_exit", "__threxit", "threxit", "extexit", "bsdthread_terminate", "linux_exit");
    private static final Set<String> ENDS_PROCESS = Set.of("exit", "_exit", "linux_exit_group");

    // compat11.stat and compat.creat of FreeBSD, compat_50___stat30 and netbsd32_open of NetBSD
    private static final Pattern COMPATIBLE =
            Pattern.compile("^(?:compat\\d*\\.|freebsd\\d+_(?=\\D)|compat_\\d+_)?(?:netbsd32_)?(?=.)");

    static TracedCall of(int number, String name, boolean wanted) {
        return new TracedCall(number, name, roleOf(name), wanted);
    }

    /** The name without what tells that the program was built for an older system: the call is the same. */
    static String plain(String printed) {
        boolean mayBeOlder =
                printed.startsWith("compat") || printed.startsWith("freebsd") || printed.startsWith("netbsd32_");
        return !mayBeOlder ? printed : COMPATIBLE.matcher(printed).replaceFirst("");
    }

    private static Role roleOf(String name) {
        if (ENDS_PROCESS.contains(name)) {
            return Role.ENDS_PROCESS;
        } else if (ENDS_THREAD.contains(name)) {
            return Role.ENDS_THREAD;
        }
        String own = name.startsWith("linux_") ? name.substring("linux_".length()) : name;
        if (EXECUTES.contains(own)) {
            return Role.EXECUTES;
        } else if (FORKS.contains(own)) {
            return Role.FORKS;
        }
        return own.equals("open") || own.equals("openat") ? Role.OPENS : Role.OTHER;
    }
}

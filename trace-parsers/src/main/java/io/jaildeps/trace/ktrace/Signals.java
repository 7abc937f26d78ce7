package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.TraceSystem;
import java.util.List;
import java.util.Set;

/** The signals of 4.4BSD, which all of its heirs have, see signal(3); later ones are named by their number. */
final class Signals {
    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "EMT", "FPE", "KILL", "BUS", "SEGV", "SYS", "PIPE", "ALRM",
            "TERM", "URG", "STOP", "TSTP", "CONT", "CHLD", "TTIN", "TTOU", "IO", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "INFO", "USR1", "USR2");

    /** What these do by themselves ends nothing. */
    private static final Set<String> HARMLESS = Set.of(
            "SIGURG",
            "SIGSTOP",
            "SIGTSTP",
            "SIGCONT",
            "SIGCHLD",
            "SIGTTIN",
            "SIGTTOU",
            "SIGIO",
            "SIGWINCH",
            "SIGINFO",
            "SIGPWR",
            "SIGTHR");

    private Signals() {}

    static String name(TraceSystem system, int number) {
        if (number >= 1 && number <= NAMES.size()) {
            return "SIG" + NAMES.get(number - 1);
        } else if (number == 32 && system != TraceSystem.MACOS) {
            return system == TraceSystem.NETBSD ? "SIGPWR" : "SIGTHR";
        }
        return "SIG" + number;
    }

    /** True if a process ends by the signal when it does not catch it. */
    static boolean endsProcess(String name) {
        return !HARMLESS.contains(name);
    }
}

package io.jaildeps.trace;

/** Calls that a tracer knew by their number only: nobody can tell what they are about. */
public final class UnknownCalls {
    private static final String STRACE = "syscall_";
    private static final String KTRACE = "#";

    private UnknownCalls() {}

    // syscall_437, syscall_0x1c4, #577
    public static boolean isNumber(String name) {
        int digits = name.startsWith(STRACE) ? STRACE.length() : name.startsWith(KTRACE) ? KTRACE.length() : -1;
        return digits > 0 && digits < name.length() && Character.digit(name.charAt(digits), 10) >= 0;
    }
}

package io.jaildeps.trace.any;

import java.util.regex.Pattern;

/**
 * Whether a text of kdump lacks the paths: {@code ktrace -t c} records calls and no NAMI.
 *
 * <pre>
 * 817 ls       CALL  open(0x800c0a,0)
 * 817 ls       NAMI  "/etc/nsswitch.conf"
 * 817 ls       RET   open 3
 * </pre>
 */
final class PathRecords {
    /** Calls that every system has, and that no program makes without a path. */
    private static final Pattern RETURNED =
            Pattern.compile("\\sCALL\\s+((?:open|openat|access|execve|readlink|stat|lstat|chdir|unlink)(?=\\()).*\\n"
                    + "(?:.*\\n){0,3}?.*\\sRET\\s+\\1\\s(?!-1 errno 14)");

    private static final Pattern NAMI = Pattern.compile("\\sNAMI\\s");

    private PathRecords() {}

    /** True if a call with a path has come and gone and there is no path in the whole head. */
    static boolean areMissing(String head) {
        return !NAMI.matcher(head).find() && RETURNED.matcher(head).find();
    }
}

package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.ErrorNames;
import io.jaildeps.trace.Outcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The detail of a RET record, as all options print it.
 *
 * <pre>
 * open 3     mmap 34365181952/0x800531000     read 0x400     fork 817, 0x1     getuid 1000&lt;"sue"&gt;
 * open -1 errno 2 No such file or directory     open -1 errno 2     wait4 RESTART     sigreturn JUSTRETURN
 * </pre>
 */
final class KdumpReturn {
    private static final Pattern FORM = Pattern.compile("(?:\\[\\d+\\]|#\\d+ \\([^)]*\\)|[\\w.#]+(?:\\[\\d+\\])?) +"
            + "(?:-1 (?:unknown )?errno (-?\\d+)(?: .*)?|(RESTART|JUSTRETURN)|(~?-?(?:0x[0-9a-f]+|\\d+)).*|(SIG\\w+))");

    private static final Outcome RESTART = new Outcome.Unknown("ERESTART");

    private KdumpReturn() {}

    /** Null if the line is no return. */
    static @Nullable Outcome read(String detail, ErrorNames errors, ErrorNames linuxErrors) {
        Matcher form = FORM.matcher(detail);
        if (!form.matches()) {
            return null;
        }
        if (form.group(1) != null) {
            long number = Numbers.parse(form.group(1));
            // of a program for Linux, as its system calls return errors
            return number < 0 ? linuxErrors.failure(-number) : errors.failure(number);
        } else if (form.group(2) != null) {
            return form.group(2).equals("RESTART") ? RESTART : CallJoiner.JUST_RETURN;
        } else if (form.group(3) != null) {
            return new Outcome.Returned(Numbers.parse(form.group(3)));
        }
        return new Outcome.Unknown(form.group(4));
    }
}

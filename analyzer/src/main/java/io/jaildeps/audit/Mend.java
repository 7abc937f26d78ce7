package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;

/**
 * What mends a finding.
 *
 * @param text fit for a terminal; empty if there is nothing to name
 * @param isCommand whether it can be pasted into a shell as it is
 */
public record Mend(String text, boolean isCommand) {
    static final Mend NONE = new Mend("", false);

    /** What a person has to do, in words. */
    static Mend words(String text) {
        return new Mend(text, false);
    }

    /** A whole command line that holds nothing of the jail's making. */
    static Mend line(String command) {
        return new Mend(command, true);
    }

    /** {@code chmod u-s /srv/jail/bin/su}; words for a name that no terminal shows as it is. */
    static Mend command(String verb, HostPath path) {
        return isPlain(path) ? line(verb + " " + word(path)) : words("run on it: " + verb);
    }

    /** A copy over whatever stands there, a link too. */
    static Mend copy(HostPath from, HostPath to) {
        return isPlain(from) && isPlain(to)
                ? line("cp -a --remove-destination " + word(from) + " " + word(to))
                : words("copy it from the host");
    }

    /** Gives a file with several names one that is its own. */
    static Mend replaceByCopy(HostPath path) {
        String copy = word(HostPath.ofBytes(path.bytes() + ".copy"));
        return isPlain(path)
                ? line("cp -a " + word(path) + " " + copy + " && mv " + copy + " " + word(path))
                : words("replace it by a copy of itself");
    }

    /** Root's, and nobody else may write it. */
    static Mend makeRoots(HostPath path) {
        return isPlain(path)
                ? line("chown root:root " + word(path) + " && chmod go-w " + word(path))
                : words("make it root's, and take away the others' right to write");
    }

    private static boolean isPlain(HostPath path) {
        return path.bytes().equals(Printable.of(path.bytes()));
    }

    /** Quoted only where a shell would take a character for its own. */
    public static String word(HostPath path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./,:@%+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}

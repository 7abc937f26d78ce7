package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;

/** Commands to be pasted into a shell; for a name that no terminal shows as it is, words instead. */
final class Mend {
    private Mend() {}

    /** {@code chmod u-s /srv/jail/bin/su}. */
    static String command(String verb, HostPath path) {
        return isPlain(path) ? verb + " " + word(path) : "run on it: " + verb;
    }

    /** The same for a command that copies from the host. */
    static String copy(HostPath from, HostPath to) {
        return isPlain(from) && isPlain(to) ? "cp -a " + word(from) + " " + word(to) : "copy it from the host";
    }

    /** Gives a file with several names one that is its own. */
    static String replaceByCopy(HostPath path) {
        String copy = word(HostPath.ofBytes(path.bytes() + ".copy"));
        return isPlain(path)
                ? "cp -a " + word(path) + " " + copy + " && mv " + copy + " " + word(path)
                : "replace it by a copy of itself";
    }

    private static boolean isPlain(HostPath path) {
        return path.bytes().equals(Printable.of(path.bytes()));
    }

    /** Quoted only where a shell would take a character for its own. */
    static String word(HostPath path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./,:@%+=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}

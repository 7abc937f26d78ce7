package io.jaildeps.audit;

import io.jaildeps.manifest.Mode;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What mends a finding. No command follows a link that the jail has in the last part of a path.
 *
 * @param text fit for a terminal; empty if there is nothing to name
 * @param isCommand whether it can be pasted into a shell as it is
 * @param act what the command does
 * @param place what the command changes; empty for words and for commands that change much
 */
public record Mend(String text, boolean isCommand, Act act, Optional<HostPath> place) {
    static final Mend LET_IT_BE_READ =
            words("audit again as root while nothing in the jail runs; remove what even root can not read");

    /** Of a copy's mode these bits stay. */
    private static final int READ_ONLY = 0755;

    /** What a command does to its place; how commands for one place go together depends on it. */
    public enum Act {
        /** Nothing to one place, or nobody knows. */
        OTHER,
        /** Changes mode, owner or attributes of what stands there. */
        CHANGE,
        /** Takes it away. */
        REMOVAL,
        /** Takes it away, unless something else has use for the place. */
        TIDYING,
        /** Puts a file of the host there. */
        COPY,
        /** Gives files with names outside of the jail an inode of their own. */
        PARTING,
        UNMOUNT
    }

    /** What a person has to do, in words. */
    static Mend words(String text) {
        return new Mend(text, false, Act.OTHER, Optional.empty());
    }

    /** A whole command line that holds nothing of the jail's making. */
    static Mend line(String command) {
        return new Mend(command, true, Act.OTHER, Optional.empty());
    }

    private static Mend at(Act act, HostPath place, String command) {
        return new Mend(command, true, act, Optional.of(place));
    }

    /** {@code chmod u-s /srv/jail/bin/su}; words for a name that no terminal shows as it is. */
    static Mend command(String verb, HostPath path) {
        return isPlain(path) ? at(Act.CHANGE, path, verb + " " + word(path)) : words("run on it: " + verb);
    }

    /** {@code rm}, with all that is in it if it is a directory. */
    static Mend remove(HostPath path, boolean isDirectory) {
        String verb = isDirectory ? "rm -r --one-file-system" : "rm";
        return isPlain(path) ? at(Act.REMOVAL, path, verb + " " + word(path)) : words("run on it: " + verb);
    }

    /** Takes away what leads nowhere. */
    static Mend tidy(HostPath path) {
        return isPlain(path) ? at(Act.TIDYING, path, "rm " + word(path)) : words("run on it: rm");
    }

    /**
     * A copy that is root's, which nobody else may write, and which runs with no rights of its own, over whatever stands
     * there.
     *
     * @param mode of the original
     * @param onDirectory whether a directory stands there
     */
    static Mend copy(HostPath from, HostPath to, Mode mode, boolean onDirectory) {
        if (!isPlain(from) || !isPlain(to)) {
            return words("copy it from the host");
        }
        String room = onDirectory ? "rm -r --one-file-system " + word(to) + " && " : "";
        Mode plain = new Mode(mode.bits() & READ_ONLY);
        return at(Act.COPY, to, room + "install -pT -o root -g root -m " + plain + " " + word(from) + " " + word(to));
    }

    /** @param node as mknod(1) takes it, {@code c 1 3} */
    static Mend replaceByNode(HostPath path, String node, boolean isDirectory) {
        String verb = isDirectory ? "rm -r --one-file-system " : "rm ";
        return isPlain(path)
                ? at(Act.COPY, path, verb + word(path) + " && mknod -m 0666 " + word(path) + " " + node)
                : words("make the device in its place");
    }

    /** Gives a file with several names an inode that is its own; those of its names that are in the jail stay together. */
    static Mend part(List<HostPath> names) {
        HostPath first = names.get(0);
        if (!names.stream().allMatch(Mend::isPlain)) {
            return words("replace it by a copy of itself");
        }
        String copy = word(HostPath.ofBytes(first.bytes() + ".copy"));
        String others = names.stream()
                .skip(1)
                .map(name -> " && ln -fT " + word(first) + " " + word(name))
                .collect(Collectors.joining());
        return at(
                Act.PARTING,
                first,
                "cp -aT --remove-destination " + word(first) + " " + copy + " && mv -T " + copy + " " + word(first)
                        + others);
    }

    /** Root's, and nobody else may write it. */
    static Mend makeRoots(HostPath path) {
        return isPlain(path)
                ? at(Act.CHANGE, path, "chown root:root " + word(path) + " && chmod go-w " + word(path))
                : words("make it root's, and take away the others' right to write");
    }

    /** Without the first command what is unmounted beneath it would vanish from the place that it is bound from, too. */
    static Mend unmount(HostPath path) {
        return isPlain(path)
                ? at(Act.UNMOUNT, path, "mount --make-rprivate " + word(path) + " && umount -R " + word(path))
                : words("unmount it");
    }

    /** This command, once another one succeeded. */
    Mend after(Mend first) {
        return new Mend(first.text + " && " + text, isCommand, act, place);
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

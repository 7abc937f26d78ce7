package io.jaildeps.jail;

import io.jaildeps.manifest.Mode;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directories above a jail. Who can enter all of them can reach the jail's files from outside: leave a set-id program
 * of the jail's user there, or use one that the jail has. One that only its owner enters is a firewall. A build warns of
 * them in the words in which an audit finds them.
 *
 * @param replaceable those in which somebody else than root could put another directory in the jail's place
 * @param isClosed whether one of them keeps users of the host out
 */
public record Ancestors(List<Replaceable> replaceable, boolean isClosed) {
    /** What to say if none is closed. */
    public static final String ENTERABLE = "no directory above it keeps users of the host out";

    /** Of the system, or a user's. */
    private static final String SYSTEMS =
            "/(?:usr|var|dev|etc|run)/[^/]+|/(?:usr|var)/local/[^/]+|/var/lib/[^/]+|/run/user/[^/]+|/home/[^/]+|/usr/(?:share|lib)/.*";

    private static final int OTHERS_ENTER = 01;
    private static final int STICKY = 01000;

    public Ancestors {
        replaceable = List.copyOf(replaceable);
    }

    /** @param mend the command that takes the right away, without the directory; empty if others have business there */
    public record Replaceable(HostPath directory, String reason, Optional<String> mend) {}

    /** What helps where a command would take a directory from others who have business there. */
    public static String move(HostPath shared) {
        return "put the jail into a directory of root's with mode 0700: " + shared + " is there for others too";
    }

    /**
     * True for a directory that is not the jail's alone: closing it or taking it from its owner would do harm to others,
     * see hier(7). Nobody keeps a jail alone in a directory that everybody may write.
     */
    public static boolean isShared(HostPath directory) throws IOException {
        return directory.isRoot()
                || directory.parent().isRoot()
                || directory.bytes().matches(SYSTEMS)
                || Inode.at(directory)
                        .filter(inode -> (inode.mode() & STICKY) != 0)
                        .isPresent();
    }

    /** @param jail a path without links */
    public static Ancestors of(HostPath jail) throws IOException {
        List<Replaceable> replaceable = new ArrayList<>();
        boolean closed = false;
        for (HostPath at = jail; !at.isRoot(); ) {
            at = at.parent();
            Inode inode = Inode.at(at).orElseThrow();
            if (isWritable(inode) || inode.uid() != 0) {
                String reason = at + ": mode " + new Mode(inode.mode()) + ", owner " + inode.uid() + ":" + inode.gid()
                        + ": others than root can put another directory in the jail's place";
                String mend = inode.uid() == 0 ? "chmod go-w" : "chown root";
                replaceable.add(new Replaceable(at, reason, isShared(at) ? Optional.empty() : Optional.of(mend)));
            }
            closed |= (inode.mode() & OTHERS_ENTER) == 0;
        }
        return new Ancestors(replaceable, closed);
    }

    private static boolean isWritable(Inode inode) {
        return inode.othersMayWrite() && (inode.mode() & STICKY) == 0;
    }
}

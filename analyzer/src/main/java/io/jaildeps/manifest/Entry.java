package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.TreeSet;

/** One inode of the jail and the reasons for it. Reasons are sentences' ends, sorted: {@code opened by /usr/sbin/sshd}. */
public sealed interface Entry {
    JailPath path();

    List<String> why();

    /** The reason for an owner and a mode with which more may be written than a run wrote: it does not work otherwise. */
    String AS_ON_HOST = "owner and mode of the host, and the run fails or is another without";

    /** True if a run wrote it, or set its owner, mode or times; of a directory, if it made or removed what is in it. */
    static boolean isChanged(List<String> why) {
        return TellingReason.WRITTEN.isAmong(why)
                || TellingReason.WRITTEN_TO.isAmong(why)
                || TellingReason.CHANGED.isAmong(why);
    }

    /** All but links, whose owner and mode mean nothing. */
    sealed interface Owned extends Entry {
        Mode mode();

        Owner owner();
    }

    /** A regular file. {@code secret} marks keys, password hashes and tokens. */
    record File(JailPath path, Mode mode, Owner owner, Content content, boolean secret, List<String> why)
            implements Owned {
        public File {
            why = sorted(why);
        }

        /** True if a run executed it. */
        public boolean isStarted() {
            return TellingReason.STARTED.isAmong(why);
        }

        /** True if a run wrote to it: its bytes are the programs' own from the first run on. */
        public boolean isWritten() {
            return TellingReason.WRITTEN.isAmong(why);
        }
    }

    /** A directory, made empty; what it holds has entries of its own. */
    record Directory(JailPath path, Mode mode, Owner owner, List<String> why) implements Owned {
        public Directory {
            why = sorted(why);
        }

        /** True if a run made files in it, or removed some. */
        public boolean isWrittenTo() {
            return TellingReason.WRITTEN_TO.isAmong(why);
        }
    }

    /** A symbolic link. {@code target} is its text, one char per byte, as symlink(2) takes it. */
    record Symlink(JailPath path, String target, List<String> why) implements Entry {
        public Symlink {
            if (target.isEmpty() || target.indexOf(0) >= 0) {
                throw new IllegalArgumentException("not the target of a link");
            }
            why = sorted(why);
        }
    }

    /** A device node, see mknod(2). */
    record Device(JailPath path, DeviceNumber device, Mode mode, Owner owner, List<String> why) implements Owned {
        public Device {
            why = sorted(why);
        }
    }

    /** A named pipe, see fifo(7). */
    record Fifo(JailPath path, Mode mode, Owner owner, List<String> why) implements Owned {
        public Fifo {
            why = sorted(why);
        }
    }

    /**
     * What a trace alone says of a path, where no tree was there to look at: the type is a guess by use; owner, mode,
     * content, device number and links are not known. No jail is built of it.
     */
    record Unverified(Entry supposed) implements Entry {
        public Unverified {
            if (supposed instanceof Unverified) {
                throw new IllegalArgumentException("unverified twice");
            }
        }

        @Override
        public JailPath path() {
            return supposed.path();
        }

        @Override
        public List<String> why() {
            return supposed.why();
        }
    }

    private static List<String> sorted(List<String> why) {
        return List.copyOf(new TreeSet<>(why));
    }
}

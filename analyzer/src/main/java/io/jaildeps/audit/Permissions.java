package io.jaildeps.audit;

import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Mode;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.util.Optional;

/** Setuid and setgid programs, and what others than root own or may write. The manifest may ask for any of it. */
final class Permissions implements InodeCheck {
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int STICKY = 01000;
    private static final int GROUP_WRITES = 020;
    private static final int OTHERS_WRITE = 02;

    private final Scene scene;
    private final Findings findings;
    private final TargetUser target;
    private final Decisive decisive;

    Permissions(Scene scene, TargetUser target, Decisive decisive) {
        this.scene = scene;
        this.decisive = decisive;
        this.findings = scene.findings();
        this.target = target;
    }

    @Override
    public void inode(JailPath path, Inode inode) {
        boolean isFile = inode.is(Inode.Kind.FILE);
        if (!isFile && !inode.is(Inode.Kind.DIRECTORY)) {
            return; // a link has no mode; who may write to a device, pipe or socket is its own matter
        }
        Optional<Entry.Owned> asked = scene.expected()
                .entry(path)
                .filter(Entry.Owned.class::isInstance)
                .map(Entry.Owned.class::cast);
        int askedMode = asked.map(entry -> entry.mode().bits()).orElse(0);
        if (isFile) {
            setsId(path, inode, askedMode);
        }
        if (isFile && decisive.isWhoIsWho(path) && (inode.uid() != 0 || inode.othersMayWrite())) {
            findings.add(
                    Kind.ACCOUNTS_WRITABLE,
                    path,
                    "mode " + new Mode(inode.mode()) + ", owner " + inode.uid() + ":" + inode.gid()
                            + ": whoever writes it becomes whom they like in here",
                    Mend.makeRoots(scene.onHost(path)));
            return;
        }
        boolean isState = scene.expected().isState(path);
        writable(path, inode, askedMode, isState);
        if (!isState && inode.uid() != 0 && !isAskedOwner(asked, inode)) {
            boolean isCode = isFile && inode.isExecutable();
            findings.add(
                    Kind.NOT_ROOTS,
                    decisive.severity(path, inode, isCode ? Severity.HIGH : Severity.MEDIUM),
                    path,
                    "user " + inode.uid() + " owns it and so can change it" + (isCode ? ", and it is executable" : "")
                            + decides(path, inode),
                    Mend.command("chown root", scene.onHost(path)));
        }
        if (!isState && asked.isPresent() && target.mayWrite(inode) && !mayHoldState(path, asked.get())) {
            findings.add(
                    Kind.TARGET_WRITABLE,
                    path,
                    "the target runs as " + target.name() + ", who may write it, and nothing shows that it has to",
                    Mend.makeRoots(scene.onHost(path)));
        }
    }

    private void setsId(JailPath path, Inode inode, int asked) {
        if ((inode.mode() & ~asked & SETUID) != 0) {
            boolean isExecutable = inode.isExecutable();
            findings.add(
                    Kind.SETUID,
                    isExecutable ? Severity.HIGH : Severity.LOW,
                    path,
                    "mode " + new Mode(inode.mode()) + ": it runs as user " + inode.uid()
                            + (inode.uid() == 0 ? ", which is root" : "") + ", whoever starts it",
                    Mend.command("chmod u-s", scene.onHost(path)));
        }
        // without the group's x bit it means mandatory locking, inode(7)
        if ((inode.mode() & ~asked & SETGID) != 0 && (inode.mode() & 010) != 0) {
            findings.add(
                    Kind.SETGID,
                    path,
                    "mode " + new Mode(inode.mode()) + ": it runs with group " + inode.gid() + ", whoever starts it",
                    Mend.command("chmod g-s", scene.onHost(path)));
        }
    }

    private void writable(JailPath path, Inode inode, int asked, boolean isState) {
        int mode = inode.mode() & ~asked;
        if ((mode & OTHERS_WRITE) != 0 && !(inode.is(Inode.Kind.FILE) && FilesInPlace.isDevices(path))) {
            boolean shared = inode.is(Inode.Kind.DIRECTORY) && (inode.mode() & STICKY) != 0;
            findings.add(
                    Kind.WORLD_WRITABLE,
                    decisive.severity(path, inode, shared ? Severity.LOW : Severity.HIGH),
                    path,
                    "mode " + new Mode(inode.mode()) + (shared ? ": any user may make files in it" : "")
                            + decides(path, inode),
                    Mend.command("chmod o-w", scene.onHost(path)));
        } else if ((mode & GROUP_WRITES) != 0 && inode.gid() != 0 && !isState) {
            boolean isCritical = decisive.least(path, inode).equals(Optional.of(Severity.CRITICAL));
            findings.add(
                    Kind.GROUP_WRITABLE,
                    isCritical ? Severity.CRITICAL : Kind.GROUP_WRITABLE.severity(),
                    path,
                    "mode " + new Mode(inode.mode()) + ", group " + inode.gid()
                            + (isCritical ? decides(path, inode) : ""),
                    Mend.command("chmod g-w", scene.onHost(path)));
        }
    }

    private boolean isAskedOwner(Optional<Entry.Owned> asked, Inode inode) {
        return asked.flatMap(entry -> scene.hostAccounts().uid(entry.owner().user()))
                .filter(uid -> uid == inode.uid())
                .isPresent();
    }

    private boolean mayHoldState(JailPath path, Entry.Owned asked) {
        if (Entry.isChanged(asked.why()) || asked.why().contains(Entry.AS_ON_HOST)) {
            return true;
        }
        return asked instanceof Entry.Directory
                ? scene.expected().holdsState(path)
                : scene.expected().isWritten(path);
    }

    /** Why a directory is worse than others. */
    private String decides(JailPath path, Inode inode) {
        Optional<Severity> least = inode.is(Inode.Kind.DIRECTORY) ? decisive.least(path, inode) : Optional.empty();
        if (least.isEmpty()) {
            return "";
        }
        return least.get() == Severity.CRITICAL
                ? ": passwd, ld.so.preload and their like can be exchanged, or made, in it or beneath it"
                : ": programs and libraries can be exchanged, or made, in it or beneath it";
    }
}

package io.jaildeps.manifest;

import io.jaildeps.graph.Discovery;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rights with which a run can do what it did, and no more: what it did not write is root's and nobody else may write
 * it, and whoever could read it only as its owner reads it by a group of his own. A directory in which it made or removed
 * files stays as it is on the host, with all of the same owner beneath it: servers look whether their data is theirs. So
 * do the files of people, by which ssh and cron know that nobody else made them.
 */
final class LeastRights {
    /** Where no person keeps anything. */
    private static final Set<String> OF_THE_SYSTEM =
            Set.of("bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "libx32", "proc", "sbin", "sys", "usr");

    /** Who has them in the jail wants to make files there, and some do not before somebody asks: hier(7). */
    private static final Set<JailPath> TEMPORARY =
            Set.of(JailPath.of("/tmp"), JailPath.of("/var/tmp"), JailPath.of("/dev/shm"));

    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int STICKY = 01000;
    private static final int OWNER_WRITES = 0200;
    private static final int OTHERS_WRITE = 022;
    private static final int GROUPS = 070;
    private static final int OTHERS = 07;
    /** Of three bits, all but the right to write. */
    private static final int READ_AND_EXECUTE = 05;

    private final Sysroot tree;
    private final Accounts accounts;
    private final Discovery discovery;

    LeastRights(Sysroot tree, Accounts accounts, Discovery discovery) {
        this.tree = tree;
        this.accounts = accounts;
        this.discovery = discovery;
    }

    /** @param inode what the host has at the path @param why all reasons for it */
    Rights of(JailPath path, Inode inode, List<String> why) throws IOException {
        Rights hosts = Rights.ofHost(inode, accounts);
        boolean hasContent = inode.is(Inode.Kind.FILE) || inode.is(Inode.Kind.DIRECTORY);
        // what is written to a device or pipe is not kept in it
        boolean isForAll = inode.is(Inode.Kind.DIRECTORY) && (inode.mode() & STICKY) != 0 && TEMPORARY.contains(path);
        if (!hasContent || isForAll || Entry.isChanged(why) || isState(path, inode)) {
            return hosts;
        }
        Rights rights = new Rights(readOnly(inode), hosts.owner());
        boolean stays = inode.uid() == 0 || (inode.mode() & SETUID) != 0 || isPersonal(path, inode);
        return stays ? rights : ofRoot(inode, rights);
    }

    /** The same, and nobody reads it but who has to. @param reader the target's user, USER or USER:GROUP */
    Rights ofSecret(Rights rights, String reader) {
        int bits = rights.mode().bits();
        Optional<Accounts.User> user = accounts.user(reader.split(":", 2)[0], true);
        Rights closed = new Rights(new Mode(bits & ~OTHERS), rights.owner());
        if ((bits & OTHERS) == 0 || user.isEmpty() || user.get().uid() == 0 || mayRead(closed, user.get())) {
            return closed;
        }
        Optional<String> own = privateGroup(user.get());
        return own.isPresent() && rights.owner().group().equals("root")
                ? new Rights(
                        new Mode(bits & ~OTHERS | 040), new Owner(rights.owner().user(), own.get()))
                : rights;
    }

    private boolean mayRead(Rights rights, Accounts.User user) {
        boolean isOwner = accounts.uid(rights.owner().user())
                .filter(uid -> uid == user.uid())
                .isPresent();
        boolean isMember = accounts.gid(rights.owner().group())
                .filter(accounts.groupIdsOf(user)::contains)
                .isPresent();
        return isOwner || isMember && (rights.mode().bits() & 040) != 0;
    }

    /** True for what lies in a directory to which the run wrote and is of the same owner, and for that itself. */
    private boolean isState(JailPath path, Inode inode) throws IOException {
        if (inode.is(Inode.Kind.DIRECTORY) && discovery.holdsState(path)) {
            return true;
        }
        for (JailPath at = path; !at.isRoot(); ) {
            at = at.parent();
            if (discovery.holdsState(at)
                    && tree.inode(at)
                            .filter(directory -> directory.uid() == inode.uid())
                            .isPresent()) {
                return inode.uid() != 0 || at.equals(path.parent());
            }
        }
        return false;
    }

    /** In the home of a user who can log in, or a file called like its owner, as mailboxes and tables of cron(8) are. */
    private boolean isPersonal(JailPath path, Inode inode) {
        if (OF_THE_SYSTEM.contains(path.components().get(0))) {
            return false;
        }
        return accounts.users().stream()
                .filter(user -> user.uid() == inode.uid())
                .anyMatch(user -> inode.is(Inode.Kind.FILE) && path.name().equals(user.name())
                        || user.logsIn() && isHome(user.home(), path));
    }

    private static boolean isHome(String home, JailPath path) {
        return home.startsWith("/")
                && !JailPath.ofBytes(home).isRoot()
                && JailPath.ofBytes(home).covers(path);
    }

    private static Mode readOnly(Inode inode) {
        boolean shared = (inode.mode() & OTHERS_WRITE) != 0 && inode.is(Inode.Kind.DIRECTORY);
        return new Mode(inode.mode() & ~OTHERS_WRITE & (shared ? ~STICKY : ~0));
    }

    /** Root's, if its owner can still read it. The owner of a file may give the right to write back to himself. */
    private Rights ofRoot(Inode inode, Rights rights) {
        int bits = rights.mode().bits();
        int needed = (bits >> 6) & READ_AND_EXECUTE;
        int groups = (bits >> 3) & READ_AND_EXECUTE;
        int others = bits & OTHERS;
        String group = rights.owner().group();
        boolean setsGroup = (bits & SETGID) != 0 && inode.is(Inode.Kind.FILE);
        if ((needed & ~others) == 0) {
            return new Rights(rights.mode(), groups == others && !setsGroup ? Owner.ROOT : new Owner("root", group));
        }
        Optional<Accounts.User> user = accounts.userOf(inode.uid());
        boolean isMember = user.filter(one -> accounts.groupIdsOf(one).contains(inode.gid()))
                .isPresent();
        if (isMember && (needed & ~groups) == 0) {
            return new Rights(rights.mode(), new Owner("root", group));
        }
        Optional<String> own = user.flatMap(this::privateGroup);
        boolean isFree = groups == 0 || own.filter(group::equals).isPresent();
        return own.isPresent() && isFree && !setsGroup
                ? new Rights(new Mode(bits & ~GROUPS | needed << 3), new Owner("root", own.get()))
                : new Rights(new Mode(bits & ~OWNER_WRITES), rights.owner());
    }

    /** The user's own group, if nobody else is in it. */
    private Optional<String> privateGroup(Accounts.User user) {
        boolean isOthers = accounts.users().stream()
                .anyMatch(other -> other.gid() == user.gid() && !other.name().equals(user.name()));
        return accounts.groupOf(user.gid())
                .filter(group -> !isOthers
                        && group.members().stream().allMatch(user.name()::equals)
                        && Owner.isName(group.name()))
                .map(Accounts.Group::name);
    }
}

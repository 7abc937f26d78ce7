package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a jail: directories before what is in them, names in order of their bytes. Follows no link and looks at
 * nothing that is mounted. Holds the names of one directory at a time and the directories that wait.
 */
final class TreeWalk {
    /** Takes what is met. */
    interface Visitor {
        void inode(JailPath path, Inode inode) throws IOException, InterruptedException;

        /** @param reason fit for a terminal */
        void unreadable(JailPath path, String reason);
    }

    private final HostPath jail;
    private final Set<HostPath> mounted;
    private final Visitor visitor;
    private final Deque<JailPath> waiting = new ArrayDeque<>();

    /** @param mounted where something is mounted in the jail */
    TreeWalk(HostPath jail, Set<HostPath> mounted, Visitor visitor) {
        this.jail = jail;
        this.mounted = mounted;
        this.visitor = visitor;
    }

    /** @throws IOException if the jail itself can not be looked at */
    void run() throws IOException, InterruptedException {
        Inode root = Inode.at(jail).orElseThrow(() -> new IOException("cannot read " + jail + ": it has vanished"));
        visitor.inode(JailPath.ROOT, root);
        enter(JailPath.ROOT, root);
        while (!waiting.isEmpty()) {
            JailPath next = waiting.pop();
            Optional<Inode> inode = mounted.contains(next.in(jail)) ? Optional.empty() : look(next);
            if (inode.isPresent()) {
                visitor.inode(next, inode.get());
                if (inode.get().is(Inode.Kind.DIRECTORY)) {
                    enter(next, inode.get());
                }
            }
        }
    }

    private Optional<Inode> look(JailPath path) {
        try {
            return Inode.at(path.in(jail));
        } catch (IOException e) {
            visitor.unreadable(path, Failures.reason(e));
            return Optional.empty();
        }
    }

    private void enter(JailPath directory, Inode expected) {
        try {
            List<String> names = Names.of(directory.in(jail));
            Optional<Inode> now = Inode.at(directory.in(jail));
            if (now.filter(same -> same.id().equals(expected.id())).isEmpty()) {
                visitor.unreadable(directory, "it was exchanged while it was read");
                return;
            }
            for (int i = names.size() - 1; i >= 0; i--) {
                waiting.push(directory.resolve(names.get(i)));
            }
        } catch (IOException e) {
            visitor.unreadable(directory, Failures.reason(e));
        }
    }
}

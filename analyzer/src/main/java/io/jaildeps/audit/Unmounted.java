package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A jail cut up for tools that go through directories and would go into what is mounted there too.
 *
 * @param whole directories in which nothing is mounted, and files
 * @param alone directories in which something is: to be looked at without what is in them
 */
record Unmounted(List<HostPath> whole, List<HostPath> alone) {
    /** Shorter than any system's limit for arguments. */
    private static final int SHARE = 200;

    Unmounted {
        whole = List.copyOf(whole);
        alone = List.copyOf(alone);
    }

    /** @param mounted where something is mounted in the jail */
    static Unmounted of(HostPath jail, Set<HostPath> mounted) throws IOException {
        List<HostPath> whole = new ArrayList<>();
        List<HostPath> alone = new ArrayList<>();
        cut(jail, mounted, whole, alone);
        return new Unmounted(whole, alone);
    }

    private static void cut(HostPath at, Set<HostPath> mounted, List<HostPath> whole, List<HostPath> alone)
            throws IOException {
        if (mounted.stream().noneMatch(at::covers)) {
            whole.add(at);
            return;
        }
        alone.add(at);
        List<String> names;
        try {
            names = Names.of(at);
        } catch (IOException unreadable) {
            return; // the walk through the jail tells it
        }
        for (String name : names) {
            HostPath child = at.resolve(name);
            Optional<Inode> inode = mounted.contains(child) ? Optional.empty() : Inode.at(child);
            if (inode.filter(is -> is.is(Inode.Kind.DIRECTORY)).isPresent()) {
                cut(child, mounted, whole, alone);
            } else if (inode.filter(is -> is.is(Inode.Kind.FILE)).isPresent()) {
                whole.add(child);
            }
        }
    }

    /** The paths' bytes, in lists that a command line takes. */
    static List<List<String>> shares(List<HostPath> paths) {
        List<List<String>> shares = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += SHARE) {
            shares.add(paths.subList(from, Math.min(paths.size(), from + SHARE)).stream()
                    .map(HostPath::bytes)
                    .toList());
        }
        return shares;
    }
}

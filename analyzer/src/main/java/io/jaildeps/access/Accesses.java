package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The accesses of a run, gathered by path. Its size is that of the set of paths, not of the trace. */
public final class Accesses implements Consumer<FileAccess> {
    private final SortedMap<AskedPath, PathUse> uses = new TreeMap<>();
    private volatile int pathCount;
    private final SearchWalks walks = new SearchWalks();
    private final Set<JailPath> made = new HashSet<>();

    @Override
    public void accept(FileAccess access) {
        JailPath path = access.place().asked().lexical();
        PathUse use = uses.computeIfAbsent(access.place().asked(), PathUse::new);
        if (access.succeeded()) {
            creations(access, path, use);
        }
        use.add(access);
        pathCount = uses.size();
        walks.see(access, use);
    }

    private void creations(FileAccess access, JailPath path, PathUse use) {
        if (access.kind() == AccessKind.REMOVE) {
            if (use.done().keySet().stream().anyMatch(kind -> kind != AccessKind.LOOK) && !use.made()) {
                use.markReplaced();
            }
            made.remove(path);
        } else if (underMade(path)) {
            use.markMade();
        } else if (access.creation() == Creation.ALWAYS) {
            boolean wasGone = use.did(AccessKind.REMOVE) && !use.replaced();
            if (use.done().isEmpty() || wasGone) {
                use.markMade();
            } else {
                use.markReplaced();
            }
            made.add(path);
        } else if (access.creation() == Creation.IF_ABSENT
                && use.done().isEmpty()
                && use.absent().isPresent()) {
            use.markMade();
            made.add(path);
        }
    }

    private boolean underMade(JailPath path) {
        if (made.isEmpty()) {
            return false;
        }
        for (JailPath at = path; !at.isRoot(); at = at.parent()) {
            if (made.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** How many paths there are; may be asked while another thread adds some. */
    public int pathCount() {
        return pathCount;
    }

    /** All paths, sorted. */
    public Collection<PathUse> uses() {
        return Collections.unmodifiableCollection(uses.values());
    }

    /** What was done with exactly this path. */
    public Optional<PathUse> use(AskedPath asked) {
        return Optional.ofNullable(uses.get(asked));
    }
}

package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The accesses of a run, gathered by path. Its size is that of the set of paths, not of the trace. */
public final class Accesses implements Consumer<FileAccess> {
    private final Map<AskedPath, PathUse> uses = new HashMap<>();
    private volatile int pathCount;
    /** As they were when they were last asked for; paths are only added. */
    private Collection<PathUse> sorted = List.of();

    private final SearchWalks walks = new SearchWalks();
    private final Set<JailPath> made = new HashSet<>();
    /** Grows when {@link #made} does. */
    private int makings;

    @Override
    public void accept(FileAccess access) {
        PathUse use = known(access.place().asked());
        if (access.succeeded()) {
            creations(access, use);
        }
        use.add(access);
        walks.see(access, use);
    }

    private PathUse known(AskedPath asked) {
        PathUse use = uses.get(asked);
        if (use == null) {
            use = new PathUse(asked);
            uses.put(asked, use);
            pathCount = uses.size();
        }
        return use;
    }

    private void creations(FileAccess access, PathUse use) {
        if (access.kind() == AccessKind.REMOVE) {
            if (use.wasUsed() && !use.made()) {
                use.markReplaced();
            }
            made.remove(use.lexical());
        } else if (underMade(use)) {
            if (!use.replaced()) {
                use.markMade(); // else it is what was there first that counts
            }
        } else if (access.creation() == Creation.ALWAYS) {
            boolean wasGone = use.did(AccessKind.REMOVE) && !use.replaced();
            if (use.done().isEmpty() || wasGone) {
                use.markMade();
            } else {
                use.markReplaced();
            }
            made(use);
        } else if (access.creation().mayMake()
                && use.done().isEmpty()
                && use.absent().isPresent()) {
            use.markMade();
            made(use);
        }
    }

    private void made(PathUse use) {
        if (made.add(use.lexical())) {
            makings++;
        }
    }

    /** Every directory on the way is looked at, but not again for what was not there before: removals add nothing. */
    private boolean underMade(PathUse use) {
        if (use.isOutsideAt(makings)) {
            return false;
        }
        for (JailPath at = use.lexical(); !at.isRoot(); at = at.parent()) {
            if (made.contains(at)) {
                return true;
            }
        }
        use.markOutsideAt(makings);
        return false;
    }

    /** How many paths there are; may be asked while another thread adds some. */
    public int pathCount() {
        return pathCount;
    }

    /** All paths, sorted. */
    public Collection<PathUse> uses() {
        if (sorted.size() < uses.size()) {
            sorted = Collections.unmodifiableCollection(new TreeMap<>(uses).values());
        }
        return sorted;
    }

    /** What was done with exactly this path. */
    public Optional<PathUse> use(AskedPath asked) {
        return Optional.ofNullable(uses.get(asked));
    }
}

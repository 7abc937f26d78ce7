package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the commands of a report go together: whoever runs them all, in the order of the report, runs none that fails for
 * one before it or undoes one, and none that reaches through a shared inode out of the jail.
 */
final class Settling {
    private final List<Finding> findings;
    private final Map<HostPath, Integer> removals = new HashMap<>();
    private final Map<HostPath, Mend> copies = new HashMap<>();
    private final Map<HostPath, Mend> partings = new HashMap<>();
    private final Set<HostPath> unmounts = new HashSet<>();

    /**
     * @param findings in the report's order
     * @param shared of files with names outside of the jail: how each name in the jail gets an inode of its own
     */
    Settling(List<Finding> findings, Map<HostPath, Mend> shared) {
        this.findings = findings;
        this.partings.putAll(shared);
        for (int i = 0; i < findings.size(); i++) {
            Mend mend = findings.get(i).mend();
            if (mend.place().isPresent()) {
                note(mend, mend.place().get(), i);
            }
        }
    }

    private void note(Mend mend, HostPath place, int number) {
        if (mend.act() == Mend.Act.REMOVAL) {
            removals.putIfAbsent(place, number);
        } else if (mend.act() == Mend.Act.COPY) {
            copies.putIfAbsent(place, mend);
        } else if (mend.act() == Mend.Act.UNMOUNT) {
            unmounts.add(place);
        }
    }

    /** The same findings, with commands that go together. */
    List<Finding> settled() {
        List<Finding> settled = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            Optional<HostPath> place = finding.mend().place();
            settled.add(place.isEmpty() ? finding : finding.mendedBy(mend(finding.mend(), place.get(), i)));
        }
        return settled;
    }

    private Mend mend(Mend mend, HostPath place, int number) {
        if (mend.act() == Mend.Act.UNMOUNT) {
            return unmount(mend, place);
        }
        Optional<Integer> removal = removal(place);
        if (removal.isPresent() && removal.get() != number) {
            boolean isWasted = mend.act() == Mend.Act.COPY || mend.act() == Mend.Act.PARTING;
            if (isWasted || removal.get() < number) {
                Finding by = findings.get(removal.get());
                return Mend.words("it goes with what mends " + by.kind().id() + " of " + by.path());
            }
        }
        Mend copy = copies.get(place);
        if (mend.act() == Mend.Act.TIDYING && copy != null) {
            return copy;
        }
        Mend parting = partings.get(place);
        return mend.act() == Mend.Act.CHANGE && parting != null && parting.isCommand() ? mend.after(parting) : mend;
    }

    private Mend unmount(Mend mend, HostPath place) {
        for (HostPath above = place; !above.isRoot(); ) {
            above = above.parent();
            if (unmounts.contains(above)) {
                return Mend.words("it goes with the mount at " + above);
            }
        }
        return mend;
    }

    /** The first finding that is mended by taking away the place or a directory above it. */
    private Optional<Integer> removal(HostPath place) {
        Optional<Integer> first = Optional.ofNullable(removals.get(place));
        for (HostPath above = place; !above.isRoot(); ) {
            above = above.parent();
            Integer higher = removals.get(above);
            if (higher != null && (first.isEmpty() || higher < first.get())) {
                first = Optional.of(higher);
            }
        }
        return first;
    }
}

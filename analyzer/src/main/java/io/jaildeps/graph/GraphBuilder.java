package io.jaildeps.graph;

import io.jaildeps.access.FileAccess;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Builds the graph: what the host pass used, what the demand adds, and what those files need in turn. */
public final class GraphBuilder {
    private final Sysroot tree;
    private final MountTable mounts;
    private final FileNeeds fileNeeds;

    public GraphBuilder(Sysroot tree, MountTable mounts, FileNeeds fileNeeds) {
        this.tree = tree;
        this.mounts = mounts;
        this.fileNeeds = fileNeeds;
    }

    /**
     * Builds the graph anew.
     *
     * @param uses what the host pass did
     * @throws IOException if a file that is there can not be read
     */
    public Discovery build(Collection<PathUse> uses, Demand demand) throws IOException {
        return build(uses, demand, List.of());
    }

    /** A path that a person wants in the jail, though no run proves it. @param reason the entry's */
    public record Wanted(JailPath path, String reason) {}

    /** The same, with what is wanted besides. */
    public Discovery build(Collection<PathUse> uses, Demand demand, List<Wanted> wanted) throws IOException {
        Classifier classifier = new Classifier(tree, mounts);
        Building building = new Building(
                tree,
                mounts,
                fileNeeds,
                demand,
                ListedDirectories.of(uses, tree),
                MadeDirectories.of(uses, tree),
                TemporaryPaths.of(uses, classifier, tree),
                UseReasons.of(uses, tree));
        building.start();
        for (Wanted path : wanted) {
            building.want(path);
        }
        for (PathUse use : uses) {
            for (Finding finding : classifier.classify(use)) {
                building.take(finding);
            }
        }
        for (FileAccess access : demand.missing()) {
            building.takeMissing(access);
        }
        for (Demand.Definer definer : demand.definers()) {
            building.takeDefiner(definer);
        }
        building.addLast();
        return building.discovery();
    }
}

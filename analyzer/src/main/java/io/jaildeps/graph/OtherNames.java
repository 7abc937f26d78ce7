package io.jaildeps.graph;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Hard links: what is needed with its content under one name has it under the others that are needed too. */
final class OtherNames {
    private OtherNames() {}

    static void addTo(DependencyGraph graph, Sysroot tree) throws IOException {
        Map<Inode.Id, JailPath> whole = new HashMap<>();
        Map<JailPath, Inode.Id> hollow = new TreeMap<>();
        for (Map.Entry<JailPath, Need> needed : graph.needs().entrySet()) {
            Optional<Inode> inode = tree.isHere() ? tree.inode(needed.getKey()) : Optional.empty();
            if (inode.isPresent()
                    && inode.get().is(Inode.Kind.FILE)
                    && inode.get().links() > 1) {
                if (needed.getValue() == Need.CONTENT) {
                    whole.putIfAbsent(inode.get().id(), needed.getKey());
                } else {
                    hollow.put(needed.getKey(), inode.get().id());
                }
            }
        }
        hollow.forEach((path, id) -> {
            JailPath same = whole.get(id);
            if (same != null) {
                graph.add(path, Need.CONTENT, Reason.of("the same file as", same));
            }
        });
    }
}

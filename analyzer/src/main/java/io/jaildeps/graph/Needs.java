package io.jaildeps.graph;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;

/** What is known to be needed: each path with the links of its way, and with what its file needs in turn. */
final class Needs {
    private final Discovery discovery = new Discovery();
    private final FileNeeds fileNeeds;

    Needs(FileNeeds fileNeeds) {
        this.fileNeeds = fileNeeds;
    }

    Discovery discovery() {
        return discovery;
    }

    void add(Location.Present place, Need need, Reason reason, Role role) throws IOException {
        for (JailPath link : place.links()) {
            discovery.graph().add(link, Need.EXISTENCE, Reason.of("path of", place.path()));
        }
        boolean isNew = discovery.graph().add(place.realPath(), need, reason);
        if (isNew && role != Role.DATA && need == Need.CONTENT && place.kind() == Inode.Kind.FILE) {
            boolean executed = role == Role.PROGRAM;
            for (FileNeeds.Found found : fileNeeds.of(place, executed, discovery)) {
                add(found.place(), Need.CONTENT, found.reason(), found.role());
            }
        }
    }
}

package io.jaildeps.jail;

import io.jaildeps.path.JailPath;
import java.util.List;

/** Names of one file of the host, to be copied as one file. @param sizeBytes of that file */
record CopyGroup(List<JailPath> names, long sizeBytes) {
    CopyGroup {
        names = List.copyOf(names);
    }

    int argumentBytes() {
        return names.stream().mapToInt(name -> name.bytes().length() + 1).sum();
    }
}

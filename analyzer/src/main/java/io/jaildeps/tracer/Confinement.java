package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import java.util.List;

/** Where a target runs. */
public sealed interface Confinement {
    /** On the host itself. */
    record None() implements Confinement {}

    /**
     * In a jail, by chroot(2), with file systems mounted that only the run sees.
     *
     * @param mounts mounted below the jail in a private mount namespace
     */
    record Jail(HostPath directory, List<Mount> mounts) implements Confinement {
        public Jail {
            mounts = List.copyOf(mounts);
        }
    }

    /** A mount(8): a new file system of a type, or for type {@code bind} the source shown again. */
    record Mount(String fstype, HostPath source, HostPath place) {}
}

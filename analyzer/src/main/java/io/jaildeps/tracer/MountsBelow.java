package io.jaildeps.tracer;

import io.jaildeps.host.Mount;
import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Mounts below a directory that is to be removed: what is mounted there is not ours to remove. */
final class MountsBelow {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private MountsBelow() {}

    /** Unmounts them, the deepest first. */
    static void unmount(HostPath directory) throws IOException, InterruptedException {
        List<Mount> mounts = Mount.beneath(directory);
        for (int i = mounts.size() - 1; i >= 0; i--) {
            HostPath place = mounts.get(i).place();
            Tools.Outcome outcome = Tools.run(List.of("umount", "--", place.bytes()), LIMIT);
            if (!outcome.done()) {
                throw new IOException("cannot unmount " + place + ": " + outcome.output());
            }
        }
    }
}

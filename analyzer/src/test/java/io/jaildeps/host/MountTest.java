package io.jaildeps.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MountTest {
    @Test
    void aMountPointsNameIsUnescaped() {
        assertEquals(
                List.of(
                        new Mount(HostPath.of("/"), "ext4", "254:0", HostPath.ROOT, Set.of("rw")),
                        new Mount(
                                HostPath.of("/a b\tc\nd\\e$1"),
                                "tmpfs",
                                "98:0",
                                HostPath.of("/x"),
                                Set.of("rw", "nodev")),
                        new Mount(HostPath.of("/run/netns/x"), "nsfs", "", HostPath.ROOT, Set.of("rw"))),
                Mount.parse("""
                        22 1 254:0 / / rw shared:1 - ext4 /dev/root rw
                        36 35 98:0 /x /a\\040b\\011c\\012d\\134e$1 rw,nodev - tmpfs none rw,noexec
                        40 22 0:4 net:[4026532008] /run/netns/x rw - nsfs nsfs rw
                        short line
                        """));
    }

    @Test
    void onlyMountsBeneathCount() throws IOException {
        assertTrue(Mount.beneath(HostPath.of("/proc")).stream()
                .anyMatch(mount -> mount.place().equals(HostPath.of("/proc"))));
        assertEquals(List.of(), Mount.beneath(HostPath.of("/pro")));
    }

    @Test
    void aPathIsInTheInnermostMount() throws IOException {
        assertEquals(Optional.of("proc"), Mount.of(HostPath.of("/proc/version")).map(Mount::fstype));
        // below a plain chroot the root is no mount point
        Optional<HostPath> root = Requires.rootIsMounted() ? Optional.of(HostPath.ROOT) : Optional.empty();
        assertEquals(root, Mount.of(HostPath.of("/pro")).map(Mount::place));
    }
}

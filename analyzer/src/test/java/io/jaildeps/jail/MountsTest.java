package io.jaildeps.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountsTest {
    @Test
    void aMountPointsNameIsUnescaped() {
        assertEquals(List.of(HostPath.of("/"), HostPath.of("/a b\tc\nd\\e$1")), Mounts.parse("""
                        22 1 254:0 / / rw shared:1 - ext4 /dev/root rw
                        36 35 98:0 /x /a\\040b\\011c\\012d\\134e$1 rw - tmpfs none rw
                        short line
                        """));
    }

    @Test
    void onlyMountsBeneathCount() throws IOException {
        assertTrue(Mounts.beneath(HostPath.of("/proc")).contains(HostPath.of("/proc")));
        assertEquals(List.of(), Mounts.beneath(HostPath.of("/pro")));
    }
}

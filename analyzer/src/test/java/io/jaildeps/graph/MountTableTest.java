package io.jaildeps.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.path.JailPath;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final MountTable TABLE = MountTable.parse("""
            22 28 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
            23 28 0:22 / /sys rw,nosuid shared:7 - sysfs sysfs rw
            24 23 0:23 / /sys/fs/cgroup rw shared:8 - cgroup2 cgroup2 rw
            28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
            30 28 0:30 / /odd\\040place rw - devpts devpts rw
            31 28 0:31 / /tmp rw - tmpfs tmpfs rw
            garbage
            32 28 0:32 / relative rw - proc proc rw
            33 28 -
            """.getBytes(StandardCharsets.US_ASCII));

    private static String type(String path) {
        return TABLE.of(JailPath.of(path)).map(MountTable.KernelMount::fstype).orElse("none");
    }

    @Test
    void whatTheKernelMakesUpIsFound() {
        assertEquals("proc", type("/proc/self/status"));
        assertEquals("proc", type("/proc"));
        assertEquals("sysfs", type("/sys/class"));
        assertEquals("devpts", type("/odd place/0"));
    }

    @Test
    void whatIsOnADiskIsNot() {
        assertEquals("none", type("/etc"));
        assertEquals("none", type("/tmp/x"));
        assertEquals("none", type("/process"));
        assertEquals("none", type("/relative"));
    }

    @Test
    void theOutermostMountCounts() {
        assertEquals("sysfs", type("/sys/fs/cgroup/x"));
    }

    @Test
    void everyLinuxHasTheUsualOnes() {
        assertEquals(
                Optional.of(new MountTable.KernelMount(JailPath.of("/dev/pts"), "devpts")),
                MountTable.usual().of(JailPath.of("/dev/pts/3")));
    }
}

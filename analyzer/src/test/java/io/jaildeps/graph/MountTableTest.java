package io.jaildeps.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.host.Mount;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final MountTable TABLE = MountTable.of(List.of(
            mount("/proc", "proc"),
            mount("/sys", "sysfs"),
            mount("/sys/fs/cgroup", "cgroup2"),
            mount("/", "ext4"),
            mount("/odd place", "devpts"),
            mount("/tmp", "tmpfs")));

    private static Mount mount(String place, String fstype) {
        return new Mount(HostPath.of(place), fstype, Set.of("rw"));
    }

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

package io.jaildeps.graph;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.OctalEscapes;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where file systems are mounted that the kernel makes up, see proc(5) {@code mountinfo}. */
public final class MountTable {
    /** Types whose files can not be copied; a jail gets a mount of its own instead. */
    private static final Set<String> KERNEL_TYPES = Set.of(
            "proc",
            "sysfs",
            "devpts",
            "cgroup",
            "cgroup2",
            "mqueue",
            "debugfs",
            "tracefs",
            "securityfs",
            "selinuxfs",
            "bpf",
            "configfs",
            "pstore",
            "efivarfs",
            "fusectl",
            "binfmt_misc",
            "rpc_pipefs",
            "nfsd",
            "hugetlbfs");

    /** A mount point and its file system's type. */
    public record KernelMount(JailPath path, String fstype) {}

    private final List<KernelMount> mounts;

    private MountTable(List<KernelMount> mounts) {
        this.mounts = mounts.stream()
                .sorted(Comparator.comparing(
                        (KernelMount mount) -> mount.path().bytes().length()))
                .toList();
    }

    // 22 28 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
    /** Reads the text of /proc/self/mountinfo. */
    public static MountTable parse(byte[] mountinfo) {
        String text = new String(mountinfo, StandardCharsets.ISO_8859_1);
        return new MountTable(
                text.lines().flatMap(line -> parseLine(line).stream()).toList());
    }

    /** What every Linux has, for trees that are not this host's own. */
    public static MountTable usual() {
        return new MountTable(List.of(
                new KernelMount(JailPath.of("/proc"), "proc"),
                new KernelMount(JailPath.of("/sys"), "sysfs"),
                new KernelMount(JailPath.of("/dev/pts"), "devpts")));
    }

    private static Optional<KernelMount> parseLine(String line) {
        int separator = line.indexOf(" - ");
        String[] fields = line.split(" ");
        if (separator < 0 || fields.length < 5) {
            return Optional.empty();
        }
        String type = line.substring(separator + 3).split(" ")[0];
        if (!KERNEL_TYPES.contains(type) || !fields[4].startsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(new KernelMount(JailPath.ofBytes(OctalEscapes.decode(fields[4])), type));
    }

    /**
     * The mount that a path is in, if it is one that the kernel makes up. Of mounts below each other, such as those of
     * cgroups in /sys, it is the outermost: the inner ones have no place without it.
     */
    public Optional<KernelMount> of(JailPath path) {
        return mounts.stream().filter(mount -> mount.path().covers(path)).findFirst();
    }
}

package io.jaildeps.graph;

import io.jaildeps.host.Mount;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Of other systems' /dev nothing is here: devices are entries of their own. */
    private static final Map<String, Map<String, String>> USUAL = Map.of(
            "linux", Map.of("/proc", "proc", "/sys", "sysfs", "/dev/pts", "devpts"),
            "freebsd", Map.of("/proc", "procfs"),
            "dragonfly", Map.of("/proc", "procfs"),
            "netbsd", Map.of("/proc", "procfs", "/kern", "kernfs"),
            "aix", Map.of("/proc", "procfs"),
            "sunos",
                    Map.of(
                            "/proc", "proc",
                            "/system/contract", "ctfs",
                            "/system/object", "objfs",
                            "/etc/mnttab", "mntfs"));

    /** A mount point and its file system's type. */
    public record KernelMount(JailPath path, String fstype) {}

    private final List<KernelMount> mounts;

    private MountTable(List<KernelMount> mounts) {
        this.mounts = mounts.stream()
                .sorted(Comparator.comparing(
                        (KernelMount mount) -> mount.path().bytes().length()))
                .toList();
    }

    /** Those among a machine's mounts. */
    public static MountTable of(List<Mount> mounts) {
        return new MountTable(mounts.stream()
                .filter(mount -> KERNEL_TYPES.contains(mount.fstype()))
                .map(mount -> new KernelMount(JailPath.ofBytes(mount.place().bytes()), mount.fstype()))
                .toList());
    }

    /** What every Linux has, for trees that are not this host's own. */
    public static MountTable usual() {
        return usual("linux");
    }

    /** What a system has that is not this host. @param os as manifests name it */
    public static MountTable usual(String os) {
        return new MountTable(USUAL.getOrDefault(os, Map.of()).entrySet().stream()
                .map(mount -> new KernelMount(JailPath.of(mount.getKey()), mount.getValue()))
                .toList());
    }

    /**
     * The mount that a path is in, if it is one that the kernel makes up. Of mounts below each other, such as those of
     * cgroups in /sys, it is the outermost: the inner ones have no place without it.
     */
    public Optional<KernelMount> of(JailPath path) {
        return mounts.stream().filter(mount -> mount.path().covers(path)).findFirst();
    }

    /**
     * The mount that a place is in, or that a link on the way to it is in: what is behind /proc/self is each process's own,
     * and not what this one sees there.
     */
    public Optional<KernelMount> on(Location place) {
        return Stream.concat(
                        place.links().stream(),
                        place instanceof Location.Present present ? Stream.of(present.realPath()) : Stream.empty())
                .flatMap(path -> of(path).stream())
                .findFirst();
    }
}

package io.jaildeps.audit;

import io.jaildeps.host.Mount;
import io.jaildeps.jail.Ancestors;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is mounted in the jail, who may reach it from outside, and how its file system is mounted. */
final class Surroundings {
    /** Of the host; a bind mount is the same inode. */
    private static final List<String> HOSTS =
            List.of("/", "/dev", "/etc", "/home", "/root", "/run", "/usr", "/var", "/boot", "/tmp", "/opt", "/srv");
    /** What a file system of the kernel gives a program, by its type. */
    private static final Map<String, Severity> KERNELS = Map.of(
            "proc", Severity.HIGH,
            "sysfs", Severity.HIGH,
            "devtmpfs", Severity.CRITICAL,
            "debugfs", Severity.CRITICAL,
            "tracefs", Severity.CRITICAL,
            "securityfs", Severity.CRITICAL,
            "cgroup", Severity.HIGH,
            "cgroup2", Severity.HIGH);

    /** Made up by the kernel, one for many mounts: not the host's files. */
    private static final Set<String> MADE_UP = Set.of(
            "proc",
            "sysfs",
            "cgroup",
            "cgroup2",
            "devpts",
            "mqueue",
            "debugfs",
            "tracefs",
            "securityfs",
            "selinuxfs",
            "hugetlbfs",
            "bpf",
            "pstore",
            "configfs",
            "fusectl",
            "binfmt_misc");

    private final Scene scene;
    private final HostPath jail;
    private final List<Mount> inside;

    Surroundings(Scene scene) throws IOException {
        this.scene = scene;
        this.jail = scene.request().jail();
        this.inside = Mount.beneath(jail).stream()
                .filter(mount -> !mount.place().equals(jail))
                .toList();
    }

    /** Where something is mounted in the jail. */
    Set<HostPath> mounted() {
        Set<HostPath> places = new HashSet<>();
        inside.forEach(mount -> places.add(mount.place()));
        return places;
    }

    /** To be called when the walk is done: what was found in the jail counts. */
    void run() throws IOException {
        for (Mount mount : inside) {
            mount(mount);
        }
        ancestors();
        fileSystem();
    }

    private void mount(Mount mount) throws IOException {
        JailPath path = JailPath.ofBytes("/" + jail.relative(mount.place()).orElse(""));
        String fstype = Printable.of(mount.fstype());
        Optional<String> bound = hosts(mount);
        Mend mend = Mend.unmount(mount.place());
        if (bound.isPresent()) {
            scene.findings()
                    .add(
                            Kind.HOST_BOUND,
                            path,
                            "it is " + bound.get() + " of the host (" + fstype + "): what is done here is done there",
                            mend);
            return;
        }
        Optional<Manifest.Mount> asked = scene.expected().mount(path);
        if (asked.filter(wanted -> wanted.fstype().equals(mount.fstype())).isEmpty()) {
            scene.findings()
                    .add(
                            Kind.MOUNT_INSIDE,
                            KERNELS.getOrDefault(mount.fstype(), Severity.MEDIUM),
                            path,
                            fstype + ", and the manifest does not ask for it; nothing in it was looked at",
                            mend);
        }
    }

    private Optional<String> hosts(Mount mount) throws IOException {
        HostPath place = mount.place();
        if (!MADE_UP.contains(mount.fstype())) {
            Optional<HostPath> origin = Mount.elsewhere(mount, jail);
            if (origin.isPresent()) {
                return origin.map(HostPath::toString);
            }
        }
        Optional<Inode> mounted;
        try {
            mounted = Inode.at(place);
        } catch (IOException hidden) {
            return Optional.empty(); // a mount that not even root may look at, such as another user's FUSE
        }
        for (String name : HOSTS) {
            Optional<Inode> hosts = Inode.at(HostPath.of(name));
            if (mounted.isPresent()
                    && hosts.isPresent()
                    && hosts.get().id().equals(mounted.get().id())) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private void ancestors() throws IOException {
        Ancestors above = Ancestors.of(jail);
        for (Ancestors.Replaceable one : above.replaceable()) {
            Mend mend = one.mend()
                    .map(command -> Mend.command(command, one.directory()))
                    .orElseGet(() -> Mend.words(Ancestors.move(one.directory())));
            scene.findings().add(Kind.ANCESTOR_WRITABLE, JailPath.ROOT, one.reason(), mend);
        }
        if (!above.isClosed()) {
            boolean dangerous = hasPrivileged() || scene.findings().has(Kind.WORLD_WRITABLE);
            scene.findings()
                    .add(
                            Kind.JAIL_ENTERABLE,
                            dangerous ? Severity.MEDIUM : Severity.NOTE,
                            JailPath.ROOT,
                            Ancestors.ENTERABLE + (dangerous ? ", who may use what else was found" : ""),
                            Ancestors.isShared(jail.parent())
                                    ? Mend.words(Ancestors.move(jail.parent()))
                                    : Mend.command("chmod 0700", jail.parent()));
        }
    }

    private boolean hasPrivileged() {
        Findings findings = scene.findings();
        return findings.has(Kind.SETUID) || findings.has(Kind.SETGID) || findings.has(Kind.FILE_CAPABILITY);
    }

    private void fileSystem() throws IOException {
        Optional<Mount> mount = Mount.of(jail);
        if (mount.isEmpty()) {
            return;
        }
        option(mount.get(), "nosuid", hasPrivileged(), Kind.SUID_MOUNT);
        option(mount.get(), "nodev", scene.findings().has(Kind.DEVICE), Kind.DEV_MOUNT);
    }

    private void option(Mount mount, String option, boolean serves, Kind kind) {
        if (serves && !mount.options().contains(option)) {
            scene.findings()
                    .add(
                            kind,
                            JailPath.ROOT,
                            "it is on " + mount.place() + " (" + Printable.of(mount.fstype()) + "), mounted without "
                                    + option,
                            Mend.words("put the jail on a file system of its own that is mounted with " + option));
        }
    }
}

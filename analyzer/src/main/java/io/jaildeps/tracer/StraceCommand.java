package io.jaildeps.tracer;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Builds the argument list of a traced run, from the inside out: the target, chroot(1), strace(1), the mounts, the
 * namespaces. No text of a manifest, a jail or a user ever becomes a shell's program: the two short scripts here are
 * constant and take everything as positional parameters.
 */
final class StraceCommand {
    // $1…: triples of type, source, place, up to "--"; then the command. Where the root is no mount point, as in a
    // plain
    // chroot, it can not be made private; what then reaches the host's mounts is taken away after the run.
    private static final String MOUNT_SCRIPT = """
            mount --make-rprivate / 2>/dev/null || :
            while [ "$1" != -- ]; do
                if [ "$1" = bind ]; then mount --rbind -- "$2" "$3" || exit 125
                else mount -t "$1" -- "$2" "$3" || exit 125; fi
                shift 3
            done
            shift
            exec "$@"
            """;

    private static final String LOOPBACK_SCRIPT = "\"$1\" link set lo up || exit 125; shift; exec \"$@\"";

    /** How many bytes of a string that is not a path strace prints: enough for most command lines. */
    private static final String STRING_LIMIT = "256";

    private final RunSpec spec;
    private final Set<String> calls;

    StraceCommand(RunSpec spec, Set<String> calls) {
        this.spec = spec;
        this.calls = new TreeSet<>(calls);
    }

    List<String> build() throws CannotTrace {
        List<String> command = inJail(spec.command());
        command = traced(inSession(command));
        command = mounted(command);
        return networked(command);
    }

    /** A session of its own: a target that signals its process group must not reach the tracer and us. */
    private static List<String> inSession(List<String> target) throws CannotTrace {
        List<String> setsid = start("setsid");
        setsid.addAll(target);
        return setsid;
    }

    private List<String> inJail(List<String> target) throws CannotTrace {
        if (!(spec.confinement() instanceof Confinement.Jail jail)) {
            return spec.identity().change() ? identified(target) : target;
        }
        RunSpec.Identity identity = spec.identity();
        if (spec.cwd().isRoot()) {
            List<String> chroot = start("chroot");
            if (identity.change()) {
                chroot.add("--userspec=+" + identity.uid() + ":+" + identity.gid());
                chroot.add("--groups=" + groups(identity));
            }
            chroot.add(jail.directory().bytes());
            chroot.addAll(target);
            return chroot;
        }
        List<String> unshare = start("unshare");
        unshare.add("--root=" + jail.directory().bytes());
        unshare.add("--wd=" + spec.cwd().bytes());
        if (identity.change()) {
            unshare.add("--setgid=" + identity.gid());
            unshare.add("--setuid=" + identity.uid());
        }
        unshare.add("--");
        unshare.addAll(target);
        return unshare;
    }

    private List<String> identified(List<String> target) throws CannotTrace {
        RunSpec.Identity identity = spec.identity();
        List<String> setpriv = start("setpriv");
        setpriv.add("--reuid=" + identity.uid());
        setpriv.add("--regid=" + identity.gid());
        setpriv.add(identity.groups().isEmpty() ? "--clear-groups" : "--groups=" + groups(identity));
        setpriv.add("--");
        setpriv.addAll(target);
        return setpriv;
    }

    private static String groups(RunSpec.Identity identity) {
        return identity.groups().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private List<String> traced(List<String> target) throws CannotTrace {
        List<String> strace = new ArrayList<>();
        Optional<String> taskset = spec.tracing().pinned() ? Tools.find("taskset") : Optional.empty();
        if (taskset.isPresent()) {
            strace.addAll(List.of(taskset.get(), "-c", Processors.one()));
        }
        strace.addAll(start("strace"));
        strace.addAll(List.of(
                "-f", "-y", "-s", STRING_LIMIT, "-o", spec.files().trace().bytes()));
        if (spec.tracing().seccomp()) {
            strace.add("--seccomp-bpf");
        }
        strace.add("-e");
        strace.add("trace=" + calls.stream().map(call -> "?" + call).collect(Collectors.joining(",")));
        strace.add("--");
        strace.addAll(target);
        return strace;
    }

    private List<String> mounted(List<String> command) throws CannotTrace {
        if (!(spec.confinement() instanceof Confinement.Jail jail)
                || (jail.mounts().isEmpty() && Privilege.isRoot())) {
            return command;
        }
        List<String> mounted = start("unshare");
        if (!Privilege.isRoot()) {
            // chroot(2) and mount(2) need rights that a user has in a user namespace only, see user_namespaces(7)
            mounted.addAll(List.of("--user", "--map-current-user", "--keep-caps"));
        }
        mounted.addAll(List.of("--mount", "--propagation", "unchanged", "--", "/bin/sh", "-c", MOUNT_SCRIPT, "sh"));
        for (Confinement.Mount mount : jail.mounts()) {
            HostPath source = mount.source();
            mounted.addAll(List.of(mount.fstype(), source.bytes(), mount.place().bytes()));
        }
        mounted.add("--");
        mounted.addAll(command);
        return mounted;
    }

    private List<String> networked(List<String> command) throws CannotTrace {
        if (!spec.tracing().privateNetwork()) {
            return command;
        }
        List<String> networked = start("unshare");
        if (!Privilege.isRoot()) {
            networked.addAll(List.of("--user", "--map-current-user", "--keep-caps"));
        }
        networked.addAll(List.of("--net", "--", "/bin/sh", "-c", LOOPBACK_SCRIPT, "sh"));
        networked.addAll(start("ip"));
        networked.addAll(command);
        return networked;
    }

    private static List<String> start(String tool) throws CannotTrace {
        String path = Tools.find(tool)
                .orElseThrow(() -> new CannotTrace("cannot trace: " + tool + " is not installed on this system"));
        return new ArrayList<>(List.of(path));
    }
}

package io.jaildeps.tracer;

import io.jaildeps.host.LoaderVariables;
import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.trace.TraceSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Builds the argument list of a traced run, from the inside out: the target, chroot(8), the tracer, the mounts, the
 * namespaces. No text of a manifest, a jail or a user ever becomes a shell's program: the two short scripts here are
 * constant and take everything as positional parameters.
 */
final class TracerCommand {
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
            unset PWD OLDPWD SHLVL _
            exec "$@"
            """;

    private static final String LOOPBACK_SCRIPT =
            "\"$1\" link set lo up || exit 125; shift; unset PWD OLDPWD SHLVL _; exec \"$@\"";

    /** Variables that a shell sets, whoever started it. */
    private static final Set<String> OF_SHELLS = Set.of("PWD", "OLDPWD", "SHLVL", "_");

    private final RunSpec spec;
    private final Set<String> calls;

    TracerCommand(RunSpec spec, Set<String> calls) {
        this.spec = spec;
        this.calls = Set.copyOf(calls);
    }

    List<String> build() throws CannotTrace {
        List<String> command = inJail(spec.command());
        command = traced(inSession(command));
        command = mounted(command);
        return networked(command);
    }

    /**
     * A session of its own: a target that signals its process group must not reach the tracer and us. Only Linux has a
     * program for that everywhere.
     */
    private List<String> inSession(List<String> target) throws CannotTrace {
        if (!onLinux() && Tools.find("setsid").isEmpty()) {
            return target;
        }
        List<String> setsid = start("setsid");
        setsid.addAll(target);
        return setsid;
    }

    private boolean onLinux() {
        return spec.tracing().tracer().system() == TraceSystem.LINUX;
    }

    /** True for a variable that reaches the target past the tools, which would obey or change it. */
    static boolean isForTargetOnly(String variable) {
        return LoaderVariables.obeyed(variable) || OF_SHELLS.contains(variable);
    }

    /**
     * Behind env(1), which sets what it would obey itself only for what it executes. In a jail there is no env to execute, so
     * that the program that changes the root has these variables too.
     */
    private List<String> withLoaderVariables(List<String> command) throws CannotTrace {
        List<String> words = new ArrayList<>();
        spec.environment().forEach((name, value) -> {
            if (isForTargetOnly(name)) {
                words.add(name + "=" + value);
            }
        });
        if (words.isEmpty()) {
            return command;
        }
        List<String> env = start("env");
        env.addAll(words);
        if (command.get(0).contains("=")) {
            // env would take it for a variable
            env.addAll(start("nice"));
            env.addAll(List.of("-n", "0", "--"));
        }
        env.addAll(command);
        return env;
    }

    private List<String> inJail(List<String> target) throws CannotTrace {
        if (!(spec.confinement() instanceof Confinement.Jail)) {
            List<String> set = withLoaderVariables(target);
            return spec.identity().change() ? identified(set) : set;
        }
        return withLoaderVariables(rooted(target));
    }

    private List<String> rooted(List<String> target) throws CannotTrace {
        HostPath directory = ((Confinement.Jail) spec.confinement()).directory();
        RunSpec.Identity identity = spec.identity();
        if (!onLinux()) {
            return chrooted(directory, target);
        }
        if (spec.cwd().isRoot()) {
            List<String> chroot = start("chroot");
            if (identity.change()) {
                chroot.add("--userspec=+" + identity.uid() + ":+" + identity.gid());
                // with the sign nobody is asked for a group of that name: it would be the jail's libraries that answer
                chroot.add("--groups="
                        + identity.groups().stream().map(group -> "+" + group).collect(Collectors.joining(",")));
            }
            chroot.add(directory.bytes());
            chroot.addAll(target);
            return chroot;
        }
        List<String> unshare = start("unshare");
        unshare.add("--root=" + directory.bytes());
        unshare.add("--wd=" + spec.cwd().bytes());
        if (identity.change()) {
            unshare.add("--setgid=" + identity.gid());
            unshare.add("--setuid=" + identity.uid());
        }
        unshare.add("--");
        unshare.addAll(target);
        return unshare;
    }

    /** chroot(8) of FreeBSD and its kin; that of Solaris and AIX knows no users. */
    private List<String> chrooted(HostPath root, List<String> target) throws CannotTrace {
        if (!spec.cwd().isRoot() && !root.isRoot()) {
            throw new CannotTrace("cannot trace: chroot of this system starts a target in / only; give --cwd /");
        }
        List<String> chroot = start("chroot");
        RunSpec.Identity identity = spec.identity();
        if (identity.change()) {
            if (spec.tracing().tracer().system() == TraceSystem.ILLUMOS
                    || spec.tracing().tracer().system() == TraceSystem.AIX) {
                throw new CannotTrace("cannot trace as another user: chroot of this system cannot change it");
            }
            chroot.addAll(List.of("-u", String.valueOf(identity.uid()), "-g", String.valueOf(identity.gid())));
            if (!identity.groups().isEmpty()) {
                chroot.addAll(List.of("-G", groups(identity)));
            }
        }
        chroot.add(root.bytes());
        chroot.addAll(target);
        return chroot;
    }

    private List<String> identified(List<String> target) throws CannotTrace {
        if (!onLinux()) {
            return chrooted(HostPath.ROOT, target);
        }
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
        List<String> traced = new ArrayList<>();
        Optional<String> taskset = spec.tracing().pinned() && onLinux() ? Tools.find("taskset") : Optional.empty();
        if (taskset.isPresent()) {
            traced.addAll(List.of(taskset.get(), "-c", Processors.one()));
        }
        traced.add(spec.tracing().tracer().path());
        traced.addAll(TracerOptions.of(spec.tracing(), spec.files().trace(), calls));
        traced.addAll(target);
        return traced;
    }

    private List<String> mounted(List<String> command) throws CannotTrace {
        if (!(spec.confinement() instanceof Confinement.Jail jail)
                || (jail.mounts().isEmpty() && Privilege.isRoot())) {
            return command;
        }
        if (!onLinux()) {
            throw new CannotTrace(
                    "cannot prove the jail here: it needs mounts, or another user's rights, and only Linux"
                            + " can give them to one process; use --no-verify");
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
        if (!onLinux()) {
            throw new CannotTrace("cannot trace in a private network: only Linux has namespaces");
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

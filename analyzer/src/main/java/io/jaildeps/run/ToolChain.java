package io.jaildeps.run;

import io.jaildeps.host.Tools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The argument list that ends in the jailed program, from the outside in: setsid(1), unshare(1) with the namespaces, a
 * script that makes the mounts, setpriv(1), env(1), unshare(1) with the change of root. No text of a manifest or a user
 * ever becomes a shell's program: the scripts are constant and take everything as positional parameters. No name is looked
 * up by a tool, only numbers are given: a lookup after the change of root would load the jail's own libraries as root.
 */
final class ToolChain {
    // $1 what is shown as the jail, $2 the jail, $3 the stage, $4 the umask, $5 mount(8), $6 mkdir(1); then triples of
    // type, options and place in the jail, up to "--"; then the command.
    // The jail becomes a directory of an empty, closed file system that is the root of all in this namespace: whoever
    // breaks out of the change of root stands in that. The working directory is left in the jail.
    private static final String MOUNT_SCRIPT = """
            shown=$1 stage=$3 mount=$5 mkdir=$6
            umask "$4"
            "$mount" -t tmpfs -o mode=0755,size=64k,nosuid,nodev,noexec -- none "$stage" || exit 125
            "$mkdir" -m 0755 -- "$stage/jail" || exit 125
            "$mount" --rbind -- "$2" "$stage/jail" || exit 125
            shift 6
            while [ "$1" != -- ]; do
                "$mount" -t "$1" -o "$2" -- "$1" "$stage/jail$3" || exit 125
                shift 3
            done
            shift
            if [ "$shown" != jail ]; then "$mount" --rbind -- / "$stage/jail" || exit 125; fi
            cd -- "$stage/jail" || exit 125
            "$mount" -o remount,bind,ro,nosuid,nodev,noexec -- "$stage" || exit 125
            "$mount" --move -- "$stage" / || exit 125
            exec "$@"
            """;

    private static final String LOOPBACK_SCRIPT = "\"$1\" link set lo up || exit 125; shift; exec \"$@\"";

    // Process 1 of a pid namespace: adopts what loses its parent, and passes signals on, which the kernel does not give
    // to a process 1 that has no handler for them. A background command would have /dev/null as its input.
    private static final String INIT_SCRIPT = """
            exec 3<&0
            "$@" <&3 3<&- &
            child=$!
            exec 3<&-
            for signal in HUP INT QUIT TERM USR1 USR2; do trap "kill -s $signal $child" $signal; done
            while wait "$child"; status=$?; kill -0 "$child" 2>/dev/null; do :; done
            wait "$child"
            again=$?
            if [ $again -ne 127 ]; then status=$again; fi
            exit $status
            """;

    /** What the tools between the drop of the capabilities and the change of user and root still need. */
    private static final Set<Capability> NEEDED = EnumSet.of(Capability.SETUID, Capability.SYS_CHROOT);

    private final JailedProgram program;
    private final Limits limits;

    ToolChain(JailedProgram program, Limits limits) {
        this.program = program;
        this.limits = limits;
    }

    /** Runs the program. */
    List<String> words() throws CannotRun, IOException {
        List<String> words = new ArrayList<>();
        if (!limits.terminal()) {
            words.addAll(tool("setsid"));
        }
        words.addAll(chain("jail", program.command(), program.cwd().bytes()));
        return words;
    }

    /**
     * The same with the host's files in the jail's place, so that a program of the host can look at what it has become.
     *
     * @param check the program and its arguments
     */
    List<String> rehearsal(List<String> check) throws CannotRun, IOException {
        return chain("host", check, "/");
    }

    /** What is left in the bounding set. */
    Set<Capability> bounding() {
        Set<Capability> bounding = EnumSet.copyOf(NEEDED);
        bounding.addAll(limits.capabilities());
        return bounding;
    }

    private List<String> chain(String shown, List<String> command, String cwd) throws CannotRun, IOException {
        List<String> words = new ArrayList<>(namespaces());
        words.addAll(script(MOUNT_SCRIPT));
        words.addAll(List.of(
                shown,
                program.jail().bytes(),
                Stage.beside(program.jail()).bytes(),
                Integer.toOctalString(limits.umask())));
        words.addAll(tool("mount"));
        words.addAll(tool("mkdir"));
        for (JailMount mount : program.mounts()) {
            words.addAll(List.of(mount.fstype(), mount.options(), mount.place().bytes()));
        }
        words.add("--");
        if (limits.privateNetwork()) {
            words.addAll(script(LOOPBACK_SCRIPT));
            words.addAll(tool("ip"));
        }
        if (limits.namespaces()) {
            words.addAll(script(INIT_SCRIPT));
        }
        words.addAll(dropped());
        words.addAll(entered(cwd));
        words.addAll(command);
        return words;
    }

    private List<String> namespaces() throws CannotRun {
        List<String> words = new ArrayList<>();
        if (limits.namespaces()) {
            // unshare stays as the parent: when we are killed it is killed too, and then all that is in the namespace
            words.addAll(tool("setpriv", "--pdeathsig", "KILL", "--"));
        }
        words.addAll(tool("unshare", "--mount", "--propagation", "private"));
        if (limits.namespaces()) {
            words.addAll(List.of("--pid", "--fork", "--kill-child", "--ipc", "--uts"));
        }
        if (limits.privateNetwork()) {
            words.add("--net");
        }
        words.add("--");
        return words;
    }

    /** Groups and capabilities. The user comes last, since only root may change the root directory. */
    private List<String> dropped() throws CannotRun {
        RunAs user = program.user();
        List<String> words = tool(
                "setpriv",
                "--regid=" + user.gid(),
                user.groupsOption(),
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--bounding-set=-all"
                        + bounding().stream().map(one -> ",+" + one.word()).collect(Collectors.joining()));
        if (limits.noNewPrivs()) {
            words.add("--no-new-privs");
        }
        words.add("--");
        return words;
    }

    private List<String> entered(String cwd) throws CannotRun {
        // a shell ignores these signals in what it starts in the background, and that would be inherited
        List<String> words = tool("env", "-i");
        if (limits.namespaces()) {
            words.add("--default-signal=INT,QUIT");
        }
        words.add("--");
        words.addAll(program.variables());
        words.addAll(tool(
                "unshare",
                "--root=.",
                "--wd=" + cwd,
                "--setuid=" + program.user().uid(),
                "--"));
        return words;
    }

    private static List<String> script(String text) throws CannotRun {
        return tool("sh", "-c", text, "sh");
    }

    private static List<String> tool(String name, String... arguments) throws CannotRun {
        List<String> words = new ArrayList<>();
        words.add(path(name));
        words.addAll(List.of(arguments));
        return words;
    }

    static String path(String tool) throws CannotRun {
        return Tools.find(tool)
                .orElseThrow(() -> new CannotRun("cannot run in a jail: " + tool + " is not installed on this system"));
    }
}

package io.jaildeps.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The same run by bwrap(1), which needs no root where the kernel lets users have namespaces, always sets no_new_privs, and
 * changes the root by pivot_root(2). It mounts only a few types, and can not keep capabilities for a user other than root.
 */
final class BwrapCommand {
    private final JailedProgram program;
    private final Limits limits;

    BwrapCommand(JailedProgram program, Limits limits) {
        this.program = program;
        this.limits = limits;
    }

    List<String> words() throws CannotRun, IOException {
        List<String> words = new ArrayList<>();
        RunAs user = program.user();
        if (JailRun.isRoot()) {
            words.add(ToolChain.path("setpriv"));
            words.add("--regid=" + user.gid());
            words.add(user.groupsOption());
            words.add("--reuid=" + user.uid());
            words.addAll(List.of("--inh-caps=-all", "--"));
        }
        words.addAll(umasked());
        words.add(ToolChain.path("bwrap"));
        words.addAll(List.of("--dev-bind", program.jail().bytes(), "/"));
        for (JailMount mount : program.mounts()) {
            words.addAll(mounted(mount));
        }
        words.addAll(List.of("--chdir", program.cwd().bytes(), "--clearenv"));
        for (Map.Entry<String, String> variable : program.environment().entrySet()) {
            words.addAll(List.of("--setenv", variable.getKey(), variable.getValue()));
        }
        if (!limits.terminal()) {
            words.add("--new-session");
        }
        if (limits.namespaces()) {
            words.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts"));
        }
        if (limits.privateNetwork()) {
            words.add("--unshare-net");
        }
        words.addAll(List.of("--die-with-parent", "--cap-drop", "ALL", "--"));
        words.addAll(program.command());
        return words;
    }

    private List<String> umasked() throws CannotRun {
        return List.of(
                ToolChain.path("sh"),
                "-c",
                "umask \"$1\"; shift; exec \"$@\"",
                "sh",
                Integer.toOctalString(limits.umask()));
    }

    private static List<String> mounted(JailMount mount) throws CannotRun {
        String place = mount.place().bytes();
        return switch (mount.fstype()) {
            case "proc" -> List.of("--proc", place);
            case "tmpfs" -> List.of("--tmpfs", place);
            case "mqueue" -> List.of("--mqueue", place);
            case "sysfs" -> List.of("--ro-bind", "/sys", place);
            case "devpts" -> List.of("--dev-bind", "/dev/pts", place);
            default ->
                throw new CannotRun(
                        "cannot mount " + mount.place() + ": bwrap mounts no file system of type " + mount.fstype());
        };
    }
}

package io.jaildeps.run;

import io.jaildeps.host.LoaderVariables;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What to run, and where.
 *
 * @param jail the jail's directory, a path without links
 * @param command the program's absolute path in the jail and its arguments, one char per byte
 * @param cwd where it starts, in the jail
 * @param environment all of it, one char per byte
 * @param mounts what it needs mounted
 */
public record JailedProgram(
        HostPath jail,
        List<String> command,
        JailPath cwd,
        SortedMap<String, String> environment,
        RunAs user,
        List<JailMount> mounts) {
    public JailedProgram {
        command = List.copyOf(command);
        environment = new TreeMap<>(environment);
        mounts = List.copyOf(mounts);
    }

    /** The environment as words for env(1). */
    List<String> variables() throws CannotRun {
        for (String name : environment.keySet()) {
            if (name.isEmpty() || name.contains("=")) {
                throw new CannotRun("cannot set the variable " + Printable.of(name) + ": no name for a variable");
            }
            if (LoaderVariables.obeyed(name)) {
                throw new CannotRun("cannot set the variable " + Printable.of(name)
                        + ": the system's own tools would obey it as root; let bwrap set it (--bwrap)");
            }
        }
        return environment.entrySet().stream()
                .map((Map.Entry<String, String> one) -> one.getKey() + "=" + one.getValue())
                .toList();
    }
}

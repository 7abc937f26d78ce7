package io.jaildeps.cli;

import io.jaildeps.build.RecordedRun;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The target of recorded runs: what the traces show of it, and what a person tells that no trace shows.
 *
 * @param named the program's path, one char per byte; empty if the traces tell it
 * @param cwd where it was started, one char per byte; empty if it is not known
 * @param user who it ran as
 * @param home that user's directory
 */
record RecordedTarget(String named, String cwd, String user, String home) {
    /** @param sources of the runs, in the same order */
    Manifest.Target of(List<RecordedRun> runs, List<TraceSource> sources) throws BadInput {
        List<String> command = new ArrayList<>();
        command.add(named.isEmpty() ? program(runs, sources).bytes() : named);
        runs.get(0).started().ifPresent(started -> command.addAll(started.arguments()));
        return new Manifest.Target(
                command,
                cwd.isEmpty() ? JailPath.ROOT : JailPath.ofBytes(cwd),
                user,
                RequestMaker.cleanEnvironment(user, home),
                "guess",
                List.of());
    }

    /** True if the tracer did not write all of the arguments. */
    boolean isCut(List<RecordedRun> runs) {
        return runs.get(0).started().filter(RecordedRun.Started::cut).isPresent();
    }

    private static JailPath program(List<RecordedRun> runs, List<TraceSource> sources) throws BadInput {
        Set<JailPath> programs = new LinkedHashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            String name = sources.get(i).name();
            if (runs.get(i).isEmpty()) {
                throw new BadInput(
                        "cannot tell the program of " + name + ": no call in it is about files or processes");
            }
            programs.add(runs.get(i)
                    .started()
                    .orElseThrow(() -> new BadInput("cannot tell the program of " + name
                            + ": the trace's first process starts none, or one relative to an unknown directory;"
                            + " give --program PATH or --cwd DIR"))
                    .program());
        }
        if (programs.size() > 1) {
            throw new BadInput("cannot merge traces of different programs: "
                    + Words.list(programs.stream().map(JailPath::toString).toList())
                    + "; parse each by itself, or give --program PATH");
        }
        return programs.iterator().next();
    }
}

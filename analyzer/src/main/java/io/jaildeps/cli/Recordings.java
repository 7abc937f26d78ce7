package io.jaildeps.cli;

import io.jaildeps.access.AccessReader;
import io.jaildeps.access.RunFacts;
import io.jaildeps.build.RecordedRun;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs that were recorded on one system. */
final class Recordings {
    private final String cwd;
    private final String program;
    private final List<RecordedRun> runs = new ArrayList<>();
    private Optional<RunFacts> facts = Optional.empty();

    /**
     * No runs yet.
     *
     * @param cwd where they were started; empty if that is not known
     * @param program what ran before a trace shows the start of a program; empty if that is not known
     */
    Recordings(String cwd, String program) {
        this.cwd = cwd;
        this.program = program;
    }

    /** @throws BadInput if it can not be read, or if it is another system's */
    void read(TraceSource source) throws BadInput, IOException {
        try (OpenTrace trace = source.open()) {
            TraceSystem system = trace.withPaths().system();
            if (!runs.isEmpty() && system != system()) {
                throw new BadInput("cannot merge traces of different systems: " + name(system()) + " and "
                        + name(system) + "; parse each by itself");
            }
            RunFacts all = facts.orElseGet(() -> new RunFacts(system));
            facts = Optional.of(all);
            RecordedRun run = new RecordedRun(system, cwd, program, access -> {});
            trace.read(AccessReader.filter(system), event -> {
                run.accept(event);
                all.accept(event);
            });
            run.finish();
            runs.add(run);
        }
    }

    private static String name(TraceSystem system) {
        return system.name().toLowerCase(Locale.ROOT);
    }

    /** In the order in which they were read. */
    List<RecordedRun> runs() {
        return List.copyOf(runs);
    }

    /** Of all together; there must be one. */
    RunFacts facts() {
        return facts.orElseThrow();
    }

    /** There must be one. */
    TraceSystem system() {
        return runs.get(0).system();
    }
}

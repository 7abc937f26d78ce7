package io.jaildeps.cli;

import io.jaildeps.access.AccessReader;
import io.jaildeps.access.RunFacts;
import io.jaildeps.build.RecordedRun;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs that were recorded on one system. */
final class Recordings {
    private final String cwd;
    private final String program;
    private final boolean several;
    private final List<RecordedRun> runs = new ArrayList<>();
    /** Of all together, where there are several. */
    private Optional<RunFacts> facts = Optional.empty();

    /**
     * No runs yet.
     *
     * @param cwd where they were started; empty if that is not known
     * @param program what ran before a trace shows the start of a program; empty if that is not known
     * @param several whether there will be more than one
     */
    Recordings(String cwd, String program, boolean several) {
        this.several = several;
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
            RecordedRun run = new RecordedRun(system, cwd, program, access -> {});
            facts = several ? facts.or(() -> Optional.of(new RunFacts(system))) : Optional.of(run.facts());
            Consumer<TraceEvent> all = several ? run.andThen(facts.orElseThrow()) : run;
            trace.read(AccessReader.filter(system), all);
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

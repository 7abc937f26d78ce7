package io.jaildeps.cli;

import io.jaildeps.host.Tools;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Tracer;
import java.util.Optional;

/** Which tracer the word behind {@code --tracer} means. */
final class TracerChoice {
    private TracerChoice() {}

    /**
     * The tracer that was asked for.
     *
     * @param word auto, a tracer's name, or the path of one
     * @throws CannotTrace if it is not here
     */
    static Tracer of(String word, TargetLookup lookup) throws BadUsage, CannotTrace {
        TraceSystem system = Tracer.system(System.getProperty("os.name", ""));
        if (word.equals("auto")) {
            return Tracer.ofSystem(system);
        }
        String name = TargetLookup.bytes(word);
        if (Tracer.at(name, system).isEmpty()) {
            throw new BadUsage("cannot trace with " + Words.visible(word)
                    + ": give auto, strace, truss or ktrace, or the path of one");
        }
        Optional<String> path = name.contains("/") ? Optional.of(lookup.program(name)) : Tools.find(name);
        return path.flatMap(found -> Tracer.at(found, system))
                .orElseThrow(() -> new CannotTrace("cannot trace: " + name + " is not installed on this system"));
    }
}

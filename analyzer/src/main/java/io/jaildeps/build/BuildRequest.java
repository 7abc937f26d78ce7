package io.jaildeps.build;

import io.jaildeps.graph.Demand;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.suggest.Suggesting;
import io.jaildeps.tracer.RunSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be built and proved.
 *
 * @param target what the manifest says of the target; {@code ready} may be a guess
 * @param platform the system
 * @param proof what the proving runs have besides
 * @param identity who the target runs as
 * @param limits when to give up
 * @param suggesting what is suggested besides, and what of it is taken in
 */
public record BuildRequest(
        Manifest.Target target,
        Manifest.Platform platform,
        Proof proof,
        RunSpec.Identity identity,
        RunSpec.Tracing tracing,
        Limits limits,
        boolean verify,
        Optional<HostPath> keepTrace,
        Suggesting suggesting) {

    /**
     * What is done in the proving runs only.
     *
     * @param arguments behind the target's own
     * @param exercises shell scripts, run in turn
     * @param environment of the exercises
     * @param scratch a directory that the target sees at the same path in both passes; nothing in it is a need
     * @param directories that the profile expects
     * @param keepLogins keep the accounts that people log in to
     * @param stdin what the target's standard input is opened from in each run
     */
    public record Proof(
            List<String> arguments,
            List<String> exercises,
            Map<String, String> environment,
            Optional<HostPath> scratch,
            List<Demand.ExpectedDirectory> directories,
            boolean keepLogins,
            HostPath stdin) {
        public Proof {
            arguments = List.copyOf(arguments);
            exercises = List.copyOf(exercises);
            environment = Map.copyOf(environment);
            directories = List.copyOf(directories);
        }
    }

    /**
     * When to give up.
     *
     * @param timeout for readiness and for each exercise
     * @param iterations jail passes at most
     */
    public record Limits(Duration timeout, int iterations) {}
}

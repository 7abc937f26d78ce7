package io.jaildeps.verdict;

import io.jaildeps.manifest.Ready;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.RunSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run with all that belongs to it.
 *
 * @param view the target's root as seen from here: "/" or the jail
 * @param exercises shell commands, run in turn once the target is ready
 * @param exerciseEnvironment what the exercises find in their environment besides PORT, UDP_PORT and ROOT
 * @param noise the directory of the harness's own files: what is done there says nothing of the target
 * @param timeout for readiness, and for each exercise
 */
public record PassPlan(
        RunSpec spec,
        HostPath view,
        Ready ready,
        List<String> exercises,
        Map<String, String> exerciseEnvironment,
        Optional<JailPath> noise,
        Duration timeout) {
    public PassPlan {
        exercises = List.copyOf(exercises);
        exerciseEnvironment = Map.copyOf(exerciseEnvironment);
    }
}

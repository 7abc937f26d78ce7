package io.jaildeps.verdict;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.RunFacts;
import io.jaildeps.manifest.Ready;
import io.jaildeps.trace.ParseSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run came to.
 *
 * @param found the condition that was met, with what was found out: never a guess
 * @param lastFailures the accesses that failed last before the end, in their order
 * @param output the end of the target's standard output and error, one char per byte
 */
public record PassResult(
        Accesses accesses,
        RunFacts facts,
        Ending ending,
        Ready found,
        List<ExerciseResult> exercises,
        List<FileAccess> lastFailures,
        Reading reading,
        Output output) {
    public PassResult {
        exercises = List.copyOf(exercises);
        lastFailures = List.copyOf(lastFailures);
    }

    /**
     * What reading the trace came to.
     *
     * @param usesCwd true if the target named something relative to the directory it started in
     * @param exercisesPlanned how many exercises there are
     * @param firstLine the trace's line with which the target begins; what stands before it is the harness's
     */
    public record Reading(ParseSummary summary, boolean usesCwd, int exercisesPlanned, long firstLine) {}

    /** How the target ended. */
    public sealed interface Ending {
        /** By itself. */
        record Exited(int status) implements Ending {
            @Override
            public boolean equals(@Nullable Object other) {
                return other instanceof Exited that && status == that.status;
            }

            @Override
            public int hashCode() {
                return status;
            }
        }

        /** By a signal that was not ours. */
        record Killed(String signal) implements Ending {}

        /** It stayed until we ended it. */
        record Stayed() implements Ending {}

        /** It was not ready in time. */
        record NotReady(String condition) implements Ending {}
    }

    /** How an exercise ended. @param output what it said, cut */
    public record ExerciseResult(String command, int status, String output) {
        public boolean succeeded() {
            return status == 0;
        }
    }

    /**
     * What the target wrote.
     *
     * @param stdout the end of it, at most some kilobytes
     * @param stdoutPrint equal for two runs with the same standard output
     * @param isCut true if {@code stdout} is not all of it
     * @param written what it left of files; of a run that did not exit nothing is known
     */
    public record Output(String stdout, String stderr, String stdoutPrint, boolean isCut, WrittenFiles written) {}

    /** True if it was taken for ready while it slept and may go on by itself: what it does then was not seen. */
    public boolean mayGoOn() {
        return ending instanceof Ending.Stayed
                && exercises.isEmpty()
                && found instanceof Ready.Quiet quiet
                && quiet.time().equals(Readiness.SLEEPING_QUIET);
    }

    /** True if there was something to exercise, and it had ended before. */
    public boolean endedEarly() {
        return exercises.isEmpty() && reading.exercisesPlanned() > 0 && !(ending instanceof Ending.NotReady);
    }
}

package io.jaildeps.verdict;

import io.jaildeps.path.JailPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a target that exits says and writes each time, learned from two runs: what differs between them, such as a time, does not
 * count. Of a run that stays nothing is learned, as in {@link OutputDifference}.
 */
public final class UsualOutput {
    private final PassResult one;
    private final PassResult other;

    public UsualOutput(PassResult one, PassResult other) {
        this.one = one;
        this.other = other;
    }

    /** Whether a third run says what these two say both, and nothing that neither does. */
    public boolean isSaidBy(PassResult run) {
        return !(run.ending() instanceof PassResult.Ending.Exited)
                || saysOnOutput(run) && saysOnError(run) && writes(run);
    }

    private boolean saysOnOutput(PassResult run) {
        if (one.output().stdoutPrint().equals(other.output().stdoutPrint())) {
            return run.output().stdoutPrint().equals(one.output().stdoutPrint());
        }
        List<String> masked = masked(one);
        return !masked.equals(masked(other)) || masked.equals(masked(run));
    }

    private static List<String> masked(PassResult run) {
        return run.output().stdout().lines().map(TextDifference::masked).toList();
    }

    private boolean writes(PassResult run) {
        Set<JailPath> other = new HashSet<>(
                one.output().written().otherIn(run.output().written()).keySet());
        other.removeAll(
                one.output().written().otherIn(this.other.output().written()).keySet());
        return other.isEmpty();
    }

    private boolean saysOnError(PassResult run) {
        Set<String> always = OutputDifference.errors(one);
        always.retainAll(OutputDifference.errors(other));
        Set<String> ever = new HashSet<>(OutputDifference.errors(one));
        ever.addAll(OutputDifference.errors(other));
        Set<String> now = OutputDifference.errors(run);
        return now.containsAll(always) && ever.containsAll(now);
    }
}

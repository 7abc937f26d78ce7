package io.jaildeps.verdict;

import io.jaildeps.path.Counted;
import io.jaildeps.path.JailPath;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a jailed run that exits said or wrote otherwise than the host's. Lines of standard error are compared in no order and
 * without their numbers: times and process numbers differ from run to run.
 *
 * @param stdout true if the standard output is another
 * @param otherLines how many lines of standard output one of both has none like, numbers aside: a time that is printed makes
 *     two outputs two, and says nothing of what else is in them
 * @param newErrors lines of standard error, of a run that stays also of its output, that the host's run has none like
 * @param lostErrors lines of the host's standard error, without numbers, that this run has none like
 * @param otherInFiles the same for the files that are all of the host run's making, see {@link WrittenFiles}
 * @param words all in a few words; empty if there is no difference
 */
public record OutputDifference(
        boolean stdout, int otherLines, Set<String> newErrors, Set<String> lostErrors, int otherInFiles, String words) {
    public static final OutputDifference NONE = new OutputDifference(false, 0, Set.of(), Set.of(), 0, "");

    public OutputDifference {
        newErrors = Set.copyOf(newErrors);
        lostErrors = Set.copyOf(lostErrors);
    }

    /** Compares. A run that stays says what it does when it likes: of that only complaints about lacking paths count. */
    public static OutputDifference between(PassResult host, PassResult jail) {
        if (!(jail.ending() instanceof PassResult.Ending.Exited)) {
            return ofComplaints(Complaints.of(host, jail));
        }
        PassResult.Output there = host.output();
        PassResult.Output here = jail.output();
        boolean stdout = !there.stdoutPrint().equals(here.stdoutPrint());
        Set<String> errors = TextDifference.unlike(errors(host), here.stderr().lines());
        Set<String> lost = TextDifference.unlike(errors(jail), there.stderr().lines());
        SortedMap<JailPath, WrittenFile.Difference> files = there.written().otherIn(here.written());
        return new OutputDifference(
                stdout,
                otherLines(there, here),
                errors,
                lost.stream().map(TextDifference::masked).collect(Collectors.toSet()),
                files.values().stream().mapToInt(WrittenFile.Difference::lines).sum(),
                Stream.of(
                                ofErrors(errors),
                                stdout ? "its output is not the host's" + firstOther(there, here) : "",
                                ofFiles(files),
                                ofLostErrors(lost))
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    private static OutputDifference ofComplaints(Set<String> lines) {
        return lines.isEmpty() ? NONE : new OutputDifference(false, 0, lines, Set.of(), 0, ofErrors(lines));
    }

    private static String ofErrors(Set<String> lines) {
        return lines.isEmpty()
                ? ""
                : "it says " + TextDifference.shown(lines.iterator().next()) + ", which it does not on the host";
    }

    private static String ofLostErrors(Set<String> lines) {
        return lines.isEmpty()
                ? ""
                : "it does not say " + TextDifference.shown(lines.iterator().next()) + ", as it does on the host";
    }

    private static String ofFiles(SortedMap<JailPath, WrittenFile.Difference> files) {
        if (files.isEmpty()) {
            return "";
        }
        JailPath first = files.firstKey();
        String others = files.size() == 1 ? "" : " (so " + Counted.of(files.size() - 1, "other", "others") + ")";
        return "its file " + first + " "
                + Objects.requireNonNull(files.get(first)).words() + others;
    }

    private static int otherLines(PassResult.Output there, PassResult.Output here) {
        if (there.isCut() || here.isCut()) {
            return there.stdoutPrint().equals(here.stdoutPrint()) ? 0 : 1;
        }
        return TextDifference.otherLines(there.stdout(), here.stdout());
    }

    /** Both texts are the ends of what was written: only whole ones can be laid side by side. */
    private static String firstOther(PassResult.Output there, PassResult.Output here) {
        return there.isCut() || here.isCut() ? "" : TextDifference.first(there.stdout(), here.stdout());
    }

    public boolean isNone() {
        return !stdout && newErrors.isEmpty() && lostErrors.isEmpty() && otherInFiles == 0;
    }

    /** Behind the words that tell how the run ended: {@code exited with status 0; its output is not the host's}. */
    public String after(String ending) {
        return isNone() ? ending : ending + "; " + words;
    }

    /** True if this one is nearer to the host in one way, and as near in all others. */
    public boolean isLessThan(OutputDifference other) {
        int[] ours = counts();
        int[] theirs = other.counts();
        boolean isNearer = false;
        for (int i = 0; i < ours.length; i++) {
            if (ours[i] > theirs[i]) {
                return false;
            }
            isNearer |= ours[i] < theirs[i];
        }
        return isNearer;
    }

    private int[] counts() {
        return new int[] {stdout ? 1 : 0, otherLines, newErrors.size(), lostErrors.size(), otherInFiles};
    }

    /** The lines of its standard error, without numbers. */
    static Set<String> errors(PassResult run) {
        return run.output().stderr().lines().map(TextDifference::masked).collect(Collectors.toCollection(HashSet::new));
    }
}

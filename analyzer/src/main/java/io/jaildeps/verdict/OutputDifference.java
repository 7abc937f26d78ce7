package io.jaildeps.verdict;

import io.jaildeps.path.Printable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a jailed run that exits said otherwise than the host's. Lines of standard error are compared in no order and without
 * their numbers: times and process numbers differ from run to run.
 *
 * @param stdout true if the standard output is another
 * @param otherLines how many lines of standard output one of both has none like, numbers aside: a time that is printed makes
 *     two outputs two, and says nothing of what else is in them
 * @param newErrors lines of standard error that the host's run has none like
 * @param lostErrors lines of the host's standard error, without numbers, that this run has none like
 * @param words all in a few words; empty if there is no difference
 */
public record OutputDifference(
        boolean stdout, int otherLines, Set<String> newErrors, Set<String> lostErrors, String words) {
    public static final OutputDifference NONE = new OutputDifference(false, 0, Set.of(), Set.of(), "");

    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|[0-9]+");
    private static final int SHOWN = 60;

    public OutputDifference {
        newErrors = Set.copyOf(newErrors);
        lostErrors = Set.copyOf(lostErrors);
    }

    /** Compares; a run that stays says what it does in an order of its own, and is not compared. */
    public static OutputDifference between(PassResult host, PassResult jail) {
        if (!(jail.ending() instanceof PassResult.Ending.Exited)) {
            return NONE;
        }
        PassResult.Output there = host.output();
        PassResult.Output here = jail.output();
        boolean stdout = !there.stdoutPrint().equals(here.stdoutPrint());
        Set<String> known = errors(host);
        Set<String> errors = here.stderr()
                .lines()
                .filter(line -> !known.contains(masked(line)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> said = errors(jail);
        Set<String> lost = there.stderr()
                .lines()
                .filter(line -> !said.contains(masked(line)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new OutputDifference(
                stdout,
                otherLines(there, here),
                errors,
                lost.stream().map(OutputDifference::masked).collect(Collectors.toSet()),
                words(errors, lost, stdout ? "its output is not the host's" + firstOther(there, here) : ""));
    }

    private static String words(Set<String> errors, Set<String> lost, String output) {
        if (!errors.isEmpty()) {
            return "it says " + shown(errors.iterator().next()) + ", which it does not on the host";
        }
        return output.isEmpty() && !lost.isEmpty()
                ? "it does not say " + shown(lost.iterator().next()) + ", as it does on the host"
                : output;
    }

    private static int otherLines(PassResult.Output there, PassResult.Output here) {
        if (there.isCut() || here.isCut()) {
            return there.stdoutPrint().equals(here.stdoutPrint()) ? 0 : 1;
        }
        Map<String, Integer> counts = new HashMap<>();
        there.stdout().lines().forEach(line -> counts.merge(masked(line), 1, Integer::sum));
        here.stdout().lines().forEach(line -> counts.merge(masked(line), -1, Integer::sum));
        return counts.values().stream().mapToInt(Math::abs).sum();
    }

    public boolean isNone() {
        return !stdout && newErrors.isEmpty() && lostErrors.isEmpty();
    }

    /** Behind the words that tell how the run ended: {@code exited with status 0; its output is not the host's}. */
    public String after(String ending) {
        return isNone() ? ending : ending + "; " + words;
    }

    /** True if this one is nearer to the host in one way, and as near in all others. */
    public boolean isLessThan(OutputDifference other) {
        int[] ours = {stdout ? 1 : 0, otherLines, newErrors.size(), lostErrors.size()};
        int[] theirs = {other.stdout ? 1 : 0, other.otherLines, other.newErrors.size(), other.lostErrors.size()};
        boolean isNearer = false;
        for (int i = 0; i < ours.length; i++) {
            if (ours[i] > theirs[i]) {
                return false;
            }
            isNearer |= ours[i] < theirs[i];
        }
        return isNearer;
    }

    /** The lines of its standard error, without numbers. */
    static Set<String> errors(PassResult run) {
        return run.output()
                .stderr()
                .lines()
                .map(OutputDifference::masked)
                .collect(Collectors.toCollection(HashSet::new));
    }

    static String masked(String line) {
        return NUMBER.matcher(line).replaceAll("#");
    }

    /** Both texts are the ends of what was written: only whole ones can be laid side by side. */
    private static String firstOther(PassResult.Output thereAll, PassResult.Output hereAll) {
        if (thereAll.isCut() || hereAll.isCut()) {
            return "";
        }
        String there = thereAll.stdout();
        String here = hereAll.stdout();
        List<String> expected = there.lines().toList();
        List<String> found = here.lines().toList();
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            if (!expected.get(i).equals(found.get(i))) {
                return ": " + shown(found.get(i)) + " instead of " + shown(expected.get(i));
            }
        }
        return expected.size() > found.size() ? ": it lacks " + shown(expected.get(found.size())) : "";
    }

    private static String shown(String line) {
        return '"' + Printable.of(line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line) + '"';
    }
}

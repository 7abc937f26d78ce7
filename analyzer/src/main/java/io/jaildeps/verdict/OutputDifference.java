package io.jaildeps.verdict;

import io.jaildeps.path.Printable;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a jailed run that exits said otherwise than the host's. Lines of standard error count only if they are new, with
 * numbers left out of the comparison: times and process numbers differ from run to run.
 *
 * @param stdout true if the standard output is another
 * @param newErrors lines of standard error that the host's run has none like
 * @param words both in a few words; empty if there is no difference
 */
public record OutputDifference(boolean stdout, Set<String> newErrors, String words) {
    public static final OutputDifference NONE = new OutputDifference(false, Set.of(), "");

    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-fA-F]+|[0-9]+");
    private static final int SHOWN = 60;

    public OutputDifference {
        newErrors = Set.copyOf(newErrors);
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
        String words = !errors.isEmpty()
                ? "it says " + shown(errors.iterator().next()) + ", which it does not on the host"
                : stdout ? "its output is not the host's" + firstOther(there, here) : "";
        return new OutputDifference(stdout, errors, words);
    }

    public boolean isNone() {
        return !stdout && newErrors.isEmpty();
    }

    /** Behind the words that tell how the run ended: {@code exited with status 0; its output is not the host's}. */
    public String after(String ending) {
        return isNone() ? ending : ending + "; " + words;
    }

    /** True if this one is nearer to the host in one way, and as near in the other. */
    public boolean isLessThan(OutputDifference other) {
        boolean noWorse = (!stdout || other.stdout) && newErrors.size() <= other.newErrors.size();
        return noWorse && (stdout != other.stdout || newErrors.size() < other.newErrors.size());
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

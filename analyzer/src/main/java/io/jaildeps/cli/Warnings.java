package io.jaildeps.cli;

import io.jaildeps.access.RunFacts;
import io.jaildeps.jail.BuildResult;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.Counted;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What makes a trace less than the whole truth, and a jail less than what its manifest means. */
final class Warnings {
    private static final int MAX_EXAMPLES = 3;

    private Warnings() {}

    static List<String> ofTrace(RunFacts facts) {
        List<String> warnings = new ArrayList<>();
        if (facts.usesIoUring()) {
            warnings.add("warning: the target uses io_uring; what it opens through it shows in no trace");
        }
        if (facts.entersMounts()) {
            warnings.add("warning: the target enters another mount namespace, see setns(2);"
                    + " its paths there are taken for those of the one before");
        }
        if (facts.failsToTrace()) {
            warnings.add(
                    "warning: the target traces programs itself, see ptrace(2), which it can not while it is traced:"
                            + " what it does then is not proved");
        }
        facts.lacks().forEach(lack -> warnings.add("warning: " + Printable.of(lack)));
        warnings.addAll(ofHidden(facts.hiddenPaths()));
        if (facts.unparsedCount() > 0) {
            warnings.add("warning: " + Counted.of(facts.unparsedCount(), "line", "lines")
                    + " of the trace could not be read, such as");
            facts.unparsed().stream()
                    .limit(MAX_EXAMPLES)
                    .forEach(line -> warnings.add(
                            "  line " + line.line() + ": " + line.reason() + ": " + Printable.of(line.text())));
        }
        return warnings;
    }

    static List<String> ofBuild(BuildResult.Built built) {
        return built.warnings().stream()
                .map(warning -> "warning: " + (warning.path().equals(JailPath.ROOT) ? "" : warning.path() + ": ")
                        + warning.text())
                .toList();
    }

    /** @param place where they should be: {@code here}, {@code below /mnt/that-system} */
    static List<String> ofLacking(List<JailPath> paths, String place) {
        if (paths.isEmpty()) {
            return List.of();
        }
        List<String> examples =
                paths.stream().limit(MAX_EXAMPLES).map(JailPath::toString).toList();
        return List.of("warning: "
                + Counted.of(paths.size(), "path that the trace used is", "paths that the trace used are") + " not "
                + place + ": " + String.join(", ", examples) + (paths.size() > examples.size() ? ", …" : ""));
    }

    /** Of entries of which a trace alone is the witness. */
    static List<String> ofUnverified(Manifest manifest) {
        long count = manifest.entries().stream()
                .filter(Entry.Unverified.class::isInstance)
                .count();
        return count == 0
                ? List.of()
                : List.of("warning: " + Counted.of(count, "entry is", "entries are")
                        + " unverified: the trace is of another system, of which nothing is here;"
                        + " give a copy of its tree by --sysroot DIR");
    }

    /** Of paths of which nobody knows what they start from. */
    static List<String> ofUnplaced(Unplaced unplaced) {
        List<String> warnings = new ArrayList<>();
        if (unplaced.withoutCwd() > 0) {
            warnings.add("warning: " + Counted.of(unplaced.withoutCwd(), "relative path", "relative paths")
                    + " could not be placed; tell where the target was started by --cwd DIR");
        }
        if (unplaced.withoutCwd() > 0 && unplaced.orphans() > 0) {
            warnings.add("warning: the trace does not tell who made "
                    + Counted.of(unplaced.orphans(), "process", "processes")
                    + ", nor so where they were; record the calls that make processes too,"
                    + " with strace as -e trace=file,process,fchdir");
        }
        if (unplaced.withoutRoot() > 0) {
            warnings.add("warning: " + Counted.of(unplaced.withoutRoot(), "absolute path", "absolute paths")
                    + " could not be placed, as the trace does not tell which directory was their root, see chroot(2);"
                    + " record all of the run, with strace as -y, or tell where the target was started by --cwd DIR");
        }
        return warnings;
    }

    /** @param hidden how many calls of each name have no path in the trace */
    private static List<String> ofHidden(SortedMap<String, Long> hidden) {
        if (hidden.isEmpty()) {
            return List.of();
        }
        List<String> names = hidden.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_EXAMPLES)
                .map(entry -> Printable.of(entry.getKey()) + " (" + entry.getValue() + ")")
                .toList();
        long count = hidden.values().stream().mapToLong(Long::longValue).sum();
        return List.of(
                "warning: the trace does not tell which paths " + Counted.of(count, "call", "calls")
                        + " named, and what they used is missing: " + String.join(", ", names)
                        + (hidden.size() > names.size() ? ", …" : "")
                        + "; the tracer wrote parts, addresses or nothing in their places: its lines were too short, it was too old for the call, told to, or unable to read the process");
    }
}

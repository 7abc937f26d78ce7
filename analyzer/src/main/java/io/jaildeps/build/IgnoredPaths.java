package io.jaildeps.build;

import io.jaildeps.access.PathUse;
import io.jaildeps.access.rule.IgnoreRule;
import io.jaildeps.access.rule.IgnoreRules;
import io.jaildeps.graph.Discovery;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Gathers what was left out, by the rule that did it, for the manifest. */
final class IgnoredPaths {
    private static final int MAX_EXAMPLES = 3;

    /** Names that hold a process number: they differ from run to run, and the manifest must not. */
    private static final Pattern VOLATILE =
            Pattern.compile("^/(tmp|var/tmp|dev/shm|dev/pts)/|^/proc/(.*/)?[0-9]+(/|$)|[0-9]{3,}(\\.|/|$)");

    private static final Map<String, String> REASONS = Map.of(
            "only-looked-at", "it was looked at, not opened, and the jailed run does without",
            "state", "the target makes it when it is absent, or replaces it",
            "kernel-file-system", "it is in a file system of the kernel, and the jailed run does without",
            "optional-socket", "a daemon that may be there is asked first; nobody answers on the host either");

    private final SortedMap<String, SortedSet<JailPath>> byRule = new TreeMap<>();
    private final Map<String, String> reasons = new TreeMap<>(REASONS);
    private final Predicate<JailPath> steady;

    /** @param steady false of a name that another run would not use, as of a temporary file: it is not told */
    IgnoredPaths(Predicate<JailPath> steady) {
        this.steady = steady;
    }

    /** Why one of the rules that are no {@link IgnoreRule} leaves out what it leaves out. */
    static String reason(String rule) {
        return REASONS.getOrDefault(rule, rule);
    }

    void absent(Collection<PathUse> uses) {
        for (PathUse use : uses) {
            IgnoreRules.explaining(use).ifPresent(rule -> add(rule, use.asked().lexical()));
        }
    }

    private void add(IgnoreRule rule, JailPath path) {
        byRule.computeIfAbsent(rule.name(), name -> new TreeSet<>()).add(path);
        reasons.put(rule.name(), rule.reason());
    }

    void leftOut(Discovery discovery) {
        discovery.leftOut().forEach((rule, paths) -> {
            SortedSet<JailPath> all = byRule.computeIfAbsent(rule, name -> new TreeSet<>());
            paths.stream().filter(path -> !discovery.graph().needs(path)).forEach(all::add);
        });
    }

    List<Manifest.Ignored> list() {
        List<Manifest.Ignored> list = new ArrayList<>();
        byRule.forEach((rule, paths) -> {
            List<JailPath> told = paths.stream()
                    .filter(path -> !VOLATILE.matcher(path.bytes()).find())
                    .filter(steady)
                    .toList();
            if (!told.isEmpty()) {
                List<JailPath> examples = told.subList(0, Math.min(MAX_EXAMPLES, told.size()));
                list.add(new Manifest.Ignored(rule, reasons.getOrDefault(rule, rule), told.size(), examples));
            }
        });
        return list;
    }
}

package io.jaildeps.manifest;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which target a merged manifest has, and how it is proved. A manifest proves one run. Of different runs it is the one that
 * stands first in a fixed order, whatever the order of the manifests; of equal ones all exercises are kept: in their order
 * if the manifests agree on it, and otherwise sorted, since then none of them can count on another.
 */
final class TargetMerge {
    private static final Comparator<Manifest.Target> ORDER = Comparator.comparing(
                    Manifest.Target::command, TargetMerge::compare)
            .thenComparing(Manifest.Target::cwd)
            .thenComparing(Manifest.Target::user)
            .thenComparing(target -> target.environment().toString())
            .thenComparing(Manifest.Target::ready)
            .thenComparing(Manifest.Target::status)
            .thenComparing(Manifest.Target::privateNetwork)
            .thenComparing(Manifest.Target::stdin);

    private TargetMerge() {}

    static Manifest.Target of(List<Manifest.Target> targets) {
        Manifest.Target first = targets.stream().min(ORDER).orElseThrow();
        List<List<String>> exercises = targets.stream()
                .filter(target -> ORDER.compare(target, first) == 0)
                .map(Manifest.Target::exercise)
                .distinct()
                .toList();
        TreeSet<String> all = new TreeSet<>();
        exercises.forEach(all::addAll);
        return new Manifest.Target(
                first.command(),
                first.cwd(),
                first.user(),
                first.environment(),
                first.ready(),
                exercises.size() == 1 ? exercises.get(0) : List.copyOf(all),
                first.status(),
                first.privateNetwork(),
                first.stdin());
    }

    static boolean differ(List<Manifest.Target> targets) {
        return targets.stream().anyMatch(target -> ORDER.compare(target, targets.get(0)) != 0);
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}

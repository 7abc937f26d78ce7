package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The union of manifests: what any of them needs, with all reasons. It does not matter in which order and in how many
 * steps manifests are merged, nor whether one is given twice: every part is the least upper bound of what the manifests
 * say, and where there is none it is a conflict, which is also one in any other order.
 */
public final class ManifestMerge {
    /** What {@link SocketAdvice} says when it knows nothing better. */
    private static final String GENERAL_ADVICE = "bind-mount";

    private final List<Manifest> manifests;
    private final List<MergeResult.Conflict> conflicts = new ArrayList<>();

    private ManifestMerge(List<Manifest> manifests) {
        this.manifests = manifests;
    }

    /** Merges one or more manifests. @throws IllegalArgumentException if there is none */
    public static MergeResult of(List<Manifest> manifests) {
        if (manifests.isEmpty()) {
            throw new IllegalArgumentException("nothing to merge");
        }
        return new ManifestMerge(List.copyOf(manifests)).result();
    }

    private MergeResult result() {
        Claims<Manifest.Platform> platforms = Claims.gathered(
                        parts(manifest -> List.of(manifest.platform())), platform -> "", name -> "platform")
                .get(0);
        platforms.of(Manifest.Platform::os).agreed("os", os -> os, conflicts);
        platforms.of(Manifest.Platform::arch).agreed("arch", arch -> arch, conflicts);
        List<Entry> entries = new EntryMerge(conflicts).union(parts(Manifest::entries));
        List<Manifest.Mount> mounts = mounts();
        if (!conflicts.isEmpty()) {
            conflicts.sort(
                    Comparator.comparing(MergeResult.Conflict::subject).thenComparing(MergeResult.Conflict::attribute));
            return new MergeResult.Conflicting(conflicts);
        }
        Set<JailPath> needed = entries.stream().map(Entry::path).collect(Collectors.toSet());
        List<Manifest.Target> targets = manifests.stream().map(Manifest::target).toList();
        Manifest merged = new Manifest(
                TargetMerge.of(targets),
                manifests.get(0).platform(),
                entries,
                mounts,
                sockets(),
                ignored(),
                suggestions(needed));
        return new MergeResult.Merged(merged, TargetMerge.differ(targets));
    }

    private List<Manifest.Mount> mounts() {
        List<Manifest.Mount> mounts = new ArrayList<>();
        for (Claims<Manifest.Mount> claims :
                Claims.gathered(parts(Manifest::mounts), Manifest.Mount::path, JailPath::toString)) {
            String fstype = claims.of(Manifest.Mount::fstype).agreed("fstype", type -> type, conflicts);
            JailPath path = claims.values().get(0).path();
            mounts.add(new Manifest.Mount(
                    path, fstype, ReasonUnion.of(claims.of(Manifest.Mount::why).values())));
        }
        return mounts;
    }

    /** The same socket is advised on differently only by another version of jaildeps: any word is better than none. */
    private List<Manifest.SocketNeed> sockets() {
        List<Manifest.SocketNeed> sockets = new ArrayList<>();
        for (Claims<Manifest.SocketNeed> claims :
                Claims.gathered(parts(Manifest::sockets), Manifest.SocketNeed::path, JailPath::toString)) {
            Set<String> advice =
                    new TreeSet<>(claims.of(Manifest.SocketNeed::advice).values());
            if (advice.size() > 1) {
                advice.remove(GENERAL_ADVICE);
            }
            sockets.add(new Manifest.SocketNeed(
                    claims.values().get(0).path(),
                    advice.iterator().next(),
                    ReasonUnion.of(claims.of(Manifest.SocketNeed::why).values())));
        }
        return sockets;
    }

    /** How many paths two rules left out together nobody knows: at least as many as one of them, and as there are examples. */
    private List<Manifest.Ignored> ignored() {
        List<Manifest.Ignored> ignored = new ArrayList<>();
        for (Claims<Manifest.Ignored> claims :
                Claims.gathered(parts(Manifest::ignored), Manifest.Ignored::rule, rule -> rule)) {
            TreeSet<JailPath> examples = new TreeSet<>();
            claims.values().forEach(rule -> examples.addAll(rule.examples()));
            int count = claims.values().stream()
                    .mapToInt(Manifest.Ignored::count)
                    .max()
                    .orElse(0);
            String reason = claims.values().stream()
                    .map(Manifest.Ignored::reason)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            ignored.add(new Manifest.Ignored(
                    claims.subject(), reason, Math.max(count, examples.size()), List.copyOf(examples)));
        }
        return ignored;
    }

    /** What one run only suggests and another proves is proved. */
    private List<Manifest.Suggestion> suggestions(Set<JailPath> needed) {
        Function<Manifest.Suggestion, String> key =
                suggestion -> suggestion.path().bytes() + "\0" + suggestion.rule();
        List<Manifest.Suggestion> suggestions = new ArrayList<>();
        for (Claims<Manifest.Suggestion> claims : Claims.gathered(parts(Manifest::suggestions), key, name -> name)) {
            Manifest.Suggestion first = claims.values().get(0);
            if (!needed.contains(first.path())) {
                suggestions.add(new Manifest.Suggestion(
                        first.path(),
                        first.rule(),
                        ReasonUnion.of(claims.of(Manifest.Suggestion::why).values())));
            }
        }
        return suggestions;
    }

    private <T> List<List<T>> parts(Function<Manifest, List<T>> part) {
        return manifests.stream().map(part).toList();
    }
}

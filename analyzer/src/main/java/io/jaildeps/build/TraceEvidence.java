package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.Accesses;
import io.jaildeps.access.AskedPath;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.PathUse;
import io.jaildeps.access.rule.IgnoreRule;
import io.jaildeps.access.rule.IgnoreRules;
import io.jaildeps.manifest.Explanation;
import io.jaildeps.manifest.LinkView;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** What a trace says about the paths of an explanation: which calls asked for them, and with which result. */
public final class TraceEvidence implements Consumer<FileAccess> {
    private static final int MAX_SIGHTINGS = 20;

    private final Explanation explanation;
    private final LinkView links;
    private final Set<JailPath> wanted = new TreeSet<>();
    private final Accesses accesses = new Accesses();
    private final Map<AskedPath, JailPath> ends = new HashMap<>();
    /** Of each way to use a wanted path the first. */
    private final Map<List<String>, FileAccess> first = new LinkedHashMap<>();

    private final Set<AskedPath> askedFor = new TreeSet<>();

    public TraceEvidence(Manifest manifest, Explanation explanation) {
        this.explanation = explanation;
        this.links = new LinkView(manifest);
        wanted.add(explanation.asked());
        wanted.add(explanation.path());
        explanation.chain().forEach(step -> wanted.add(step.path()));
    }

    @Override
    public void accept(FileAccess access) {
        accesses.accept(access);
        JailPath end = end(access);
        if (wanted.contains(end)) {
            first.putIfAbsent(
                    List.of(end.bytes(), access.kind().name(), access.actor().program(), access.errno()), access);
            if (isAsked(end)) {
                askedFor.add(access.place().asked());
            }
        }
    }

    /** The path that an access is about: a wanted link itself, or else where it leads. */
    private JailPath end(FileAccess access) {
        AskedPath asked = access.place().asked();
        JailPath own = ends.computeIfAbsent(
                asked, path -> links.follow(path.root(), path.bytes(), false).path());
        return wanted.contains(own) || !access.place().follows()
                ? own
                : links.follow(own, true).path();
    }

    private boolean isAsked(JailPath path) {
        return path.equals(explanation.path()) || path.equals(explanation.asked());
    }

    /** What was done with the path itself: of each way, program and result the first. */
    public List<FileAccess> sightings() {
        return first.entrySet().stream()
                .filter(seen -> isAsked(JailPath.ofBytes(seen.getKey().get(0))))
                .map(Map.Entry::getValue)
                .limit(MAX_SIGHTINGS)
                .toList();
    }

    /** The call behind a step's reason, such as {@code opened by /usr/bin/ls}. */
    public Optional<FileAccess> of(Explanation.Step step) {
        return first.entrySet().stream()
                .filter(seen -> seen.getKey().get(0).equals(step.path().bytes()))
                .map(Map.Entry::getValue)
                .filter(access -> access.succeeded()
                        && step.reason()
                                .startsWith(access.kind().participle() + " by "
                                        + JailPath.ofBytes(
                                                access.actor().program().isEmpty()
                                                        ? "/"
                                                        : access.actor().program())))
                .findFirst();
    }

    /** The explanation with what the trace knows better than the manifest. */
    public Explanation completed() {
        Explanation.Standing standing = explanation.standing();
        if (standing != Explanation.Standing.UNNAMED && standing != Explanation.Standing.IGNORED) {
            return explanation;
        }
        List<PathUse> uses = new ArrayList<>();
        askedFor.forEach(asked -> accesses.use(asked).ifPresent(uses::add));
        if (uses.isEmpty()) {
            return standing == Explanation.Standing.IGNORED
                    ? explanation
                    : explanation.withWords(standing, "the traced run never asked for it");
        }
        return told(uses);
    }

    private Explanation told(List<PathUse> uses) {
        for (PathUse use : uses) {
            Optional<IgnoreRule> rule = IgnoreRules.explaining(use);
            if (rule.isPresent()) {
                return leftOut(rule.get().name(), rule.get().reason());
            }
        }
        if (uses.stream().anyMatch(use -> use.made() || use.replaced())) {
            return leftOut("state", IgnoredPaths.reason("state"));
        }
        boolean onlyLooked = uses.stream()
                .flatMap(use -> use.done().keySet().stream())
                .allMatch(kind -> kind == AccessKind.LOOK || kind == AccessKind.READ_LINK);
        return onlyLooked
                ? leftOut("only-looked-at", IgnoredPaths.reason("only-looked-at"))
                : explanation.withWords(
                        explanation.standing(),
                        explanation.standing() == Explanation.Standing.IGNORED
                                ? explanation.words()
                                : "the traced run used it; the manifest is of another run, or was changed since");
    }

    private Explanation leftOut(String rule, String reason) {
        return explanation.withWords(Explanation.Standing.IGNORED, "left out by rule " + rule + ": " + reason);
    }
}

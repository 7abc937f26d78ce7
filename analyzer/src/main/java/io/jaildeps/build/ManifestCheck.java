package io.jaildeps.build;

import io.jaildeps.access.PathUse;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestDiff;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Privilege;
import io.jaildeps.verdict.Judge;
import io.jaildeps.verdict.OutputDifference;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a manifest still holds: its target runs on the host and in a jail made of it, as its own proof says, and a fresh
 * manifest is made of the same host pass to compare with.
 */
public final class ManifestCheck {
    /** The rounds of the loop count from one. */
    private static final int OWN_JAIL = 0;

    private final BuildRequest request;
    private final Passes passes;
    private final JailBuilder builder;
    private final Progress progress;

    /** @param request made of the manifest's target */
    public ManifestCheck(BuildRequest request, Passes passes, JailBuilder builder, Progress progress) {
        this.request = request;
        this.passes = passes;
        this.builder = builder;
        this.progress = progress;
    }

    /**
     * Checks it.
     *
     * @throws CannotTrace if the tracer is missing or not permitted
     * @throws CannotBuild if the jail of the fresh manifest can not be made here
     */
    public CheckOutcome check(Manifest manifest) throws CannotTrace, CannotBuild, IOException, InterruptedException {
        Privilege.checkJails();
        Passes.HostPass pass = passes.host(progress);
        PassResult host = pass.result();
        if (pass.failure().isPresent()) {
            return new CheckOutcome.FailsOnHost(pass.failure().get(), host);
        }
        List<BuildOutcome.PassNote> notes = new ArrayList<>();
        CheckOutcome.Proof proof = prove(manifest, host, notes);
        BuildOutcome fresh =
                new JailBuild(request, passes, new JailBuild.Jails(builder, Optional.empty()), progress).after(pass);
        notes.addAll(0, fresh.passes().subList(0, 1));
        notes.addAll(fresh.passes().subList(1, fresh.passes().size()));
        List<ManifestDiff.Item> differences = fresh.manifest()
                .map(now -> telling(manifest, ManifestDiff.between(manifest, now), madeBy(proof)))
                .orElse(List.of());
        return new CheckOutcome.Checked(proof, differences, notes);
    }

    private CheckOutcome.Proof prove(Manifest manifest, PassResult host, List<BuildOutcome.PassNote> notes)
            throws CannotTrace, IOException, InterruptedException {
        String name = "the manifest's jail";
        progress.begins(name);
        CheckOutcome.Proof proof = new JailProof(passes, builder, host).of(manifest, OWN_JAIL);
        if (!(proof instanceof CheckOutcome.Proof.Ran ran)) {
            progress.done(name, "can not be made");
            return proof;
        }
        PassResult jail = ran.jail();
        OutputDifference output = Judge.output(ran.verdict(), host, jail);
        notes.add(new BuildOutcome.PassNote("jail", output.after(Judge.words(jail.ending())), ran.missing()));
        progress.done(name, ran.verdict() instanceof Verdict.Missing fails ? fails.reason() : output.after("works"));
        return ran;
    }

    /** What the target makes in the jail, whether or not the host has it by now. */
    private static Set<String> madeBy(CheckOutcome.Proof proof) {
        return proof instanceof CheckOutcome.Proof.Ran ran
                ? ran.jail().accesses().uses().stream()
                        .filter(PathUse::made)
                        .map(use -> use.asked().lexical().toString())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static List<ManifestDiff.Item> telling(Manifest manifest, ManifestDiff diff, Set<String> made) {
        Set<String> leftOut =
                JailProof.leftOut(manifest).stream().map(JailPath::toString).collect(Collectors.toSet());
        return diff.items().stream()
                .filter(item ->
                        item.section() == ManifestDiff.Section.ENTRY || item.section() == ManifestDiff.Section.MOUNT)
                .filter(item -> switch (item.kind()) {
                    case ADDED -> !leftOut.contains(item.name()) && !made.contains(item.name());
                    case CHANGED -> !item.changes().isEmpty();
                    case REMOVED -> item.oldReasons().stream().noneMatch(Manifest.Suggestion::isTakenIn);
                })
                .toList();
    }
}

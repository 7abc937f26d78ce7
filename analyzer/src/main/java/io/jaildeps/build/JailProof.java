package io.jaildeps.build;

import io.jaildeps.jail.BuildResult;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.manifest.LinkView;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tree.Sysroot;
import io.jaildeps.verdict.Judge;
import io.jaildeps.verdict.PassResult;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the jail that a manifest describes, runs the target in it, and says what it missed there. */
final class JailProof {
    private final Passes passes;
    private final JailBuilder builder;
    private final PassResult host;

    /** @param host what the same target did on the host */
    JailProof(Passes passes, JailBuilder builder, PassResult host) {
        this.passes = passes;
        this.builder = builder;
        this.host = host;
    }

    /** Proves it; the jail is gone afterwards. @param number of the jail's directory */
    CheckOutcome.Proof of(Manifest manifest, int number) throws CannotTrace, IOException, InterruptedException {
        HostPath directory = passes.jailDirectory(number);
        BuildResult built = builder.build(manifest, HostPath.ROOT, directory);
        if (built instanceof BuildResult.Refused refused) {
            return new CheckOutcome.Proof.Refused(refused.problems());
        }
        PassResult jail;
        try {
            jail = passes.jail(directory, manifest, host);
        } finally {
            builder.remove(directory);
        }
        return new CheckOutcome.Proof.Ran(Judge.jail(host, jail), missing(manifest, jail), jail);
    }

    private List<String> missing(Manifest manifest, PassResult jail) throws IOException {
        Set<JailPath> leftOut = leftOut(manifest);
        LinkView links = new LinkView(manifest); // a link may stay whose target was left out
        return Gaps.between(jail, host, new Sysroot(HostPath.ROOT), passes.mounts()).used().stream()
                .map(access -> access.place().asked().lexical())
                .filter(path -> !leftOut.contains(links.follow(path, false).path())
                        && !leftOut.contains(links.follow(path, true).path()))
                .map(JailPath::toString)
                .distinct()
                .toList();
    }

    /** What a proof has shown to be needless. */
    static Set<JailPath> leftOut(Manifest manifest) {
        return manifest.ignored().stream()
                .filter(ignored -> ignored.rule().equals(Minimization.RULE))
                .flatMap(ignored -> ignored.examples().stream())
                .collect(Collectors.toSet());
    }
}

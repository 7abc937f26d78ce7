package io.jaildeps.cli;

import io.jaildeps.manifest.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a manifest's proof is done; what the manifest says itself need not be given again. */
final class ProofOptions {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "For the target to get ready, and for each exercise (${DEFAULT-VALUE}).")
    int timeoutSeconds;

    @Option(
            names = "--expect-status",
            paramLabel = "N",
            description = "The target's exit status when it works; what the manifest says if not given, or 0.")
    @Nullable
    Integer expectStatus;

    @Option(
            names = "--private-network",
            description =
                    "Run target and exercises in a network namespace of their own, loopback up; check and minimize"
                            + " do if the manifest says so.")
    boolean privateNetwork;

    @Option(
            names = "--stdin",
            paramLabel = "FILE",
            description = "What the target reads from standard input, in each run from the beginning; - is our own."
                    + " Nothing if not given and the manifest names nothing.")
    @Nullable
    Path stdin;

    @Option(names = "--all-cpus", description = "Do not keep tracer and target on one processor.")
    boolean allCpus;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "A service profile or a rule for suggestions of yours. May be given again.")
    List<Path> rules = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "How to report: text or json.")
    String format = "text";

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but errors.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show progress.")
    boolean verbose;

    /** @param timeoutSeconds if none is given */
    ProofOptions(int timeoutSeconds) {
        this.timeoutSeconds = timeoutSeconds;
    }

    /** Refuses values that mean nothing. */
    void check() throws BadUsage {
        Formats.check(format, List.of("text", "json"));
        Numbers.atLeastOne("--timeout", timeoutSeconds);
        int status = expectStatus(0);
        if (status < 0 || status > Manifest.Target.MAX_STATUS) {
            throw new BadUsage(
                    "cannot expect status " + status + ": a program's is 0 to " + Manifest.Target.MAX_STATUS);
        }
    }

    /** What is asked for. @param otherwise if nothing is */
    int expectStatus(int otherwise) {
        return expectStatus == null ? otherwise : expectStatus;
    }
}

package io.jaildeps.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a manifest does not say about its proof; the same options as those of {@code jaildeps trace}. */
final class ProofOptions {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "For the target to get ready, and for each exercise (${DEFAULT-VALUE}).")
    int timeoutSeconds;

    @Option(names = "--expect-status", paramLabel = "N", description = "The target's exit status when it works.")
    int expectStatus;

    @Option(
            names = "--private-network",
            description = "Run target and exercises in a network namespace of their own, loopback up.")
    boolean privateNetwork;

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
}

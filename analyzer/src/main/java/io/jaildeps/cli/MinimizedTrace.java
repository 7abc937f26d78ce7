package io.jaildeps.cli;

import io.jaildeps.build.BuildOutcome;
import io.jaildeps.build.BuildRequest;
import io.jaildeps.build.Minimization;
import io.jaildeps.build.MinimizeOutcome;
import io.jaildeps.build.Passes;
import io.jaildeps.jail.JailBuilder;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.Counted;
import io.jaildeps.path.HostPath;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Workspace;
import io.jaildeps.verdict.PassRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** {@code jaildeps trace --minimize}: the manifest of a clean jail, made smaller by the same proof. */
final class MinimizedTrace {
    private final BuildRequest request;
    private final PassRunner runner;
    private final Workspace workspace;
    private final HostPath jails;
    private final Console console;

    /** @param jails a directory for proving jails */
    MinimizedTrace(BuildRequest request, PassRunner runner, Workspace workspace, HostPath jails, Console console) {
        this.request = request;
        this.runner = runner;
        this.workspace = workspace;
        this.jails = jails;
        this.console = console;
    }

    private Duration timeout() {
        Duration asked = request.limits().timeout();
        Duration enough = Duration.ofSeconds(MinimizeCommand.TIMEOUT_SECONDS);
        return asked.compareTo(enough) < 0 ? asked : enough;
    }

    /** What came of the trace, with the smaller manifest; as it was if its proof does not hold a second time. */
    BuildOutcome of(BuildOutcome traced, JailBuilder builder) throws CannotTrace, IOException, InterruptedException {
        Manifest manifest = traced.manifest().orElseThrow();
        BuildRequest proof = new BuildRequest(
                manifest.target(),
                request.platform(),
                request.proof(),
                request.identity(),
                request.tracing(),
                new BuildRequest.Limits(timeout(), MinimizeCommand.MAX_RUNS),
                true,
                Optional.empty(),
                request.suggesting());
        HostPath own = jails.resolve("smaller"); // the jail that was traced is still to be locked
        Files.createDirectory(own.toPath());
        Passes passes = new Passes(proof, runner, workspace, own);
        MinimizeOutcome outcome = new Minimization(proof, passes, builder, console).of(manifest);
        if (outcome instanceof MinimizeOutcome.Minimized smaller) {
            console.note(Counted.of(smaller.removed().size(), "entry", "entries") + " removed after "
                    + Counted.of(smaller.runs(), "run", "runs"));
            return new BuildOutcome(
                    Optional.of(smaller.manifest()),
                    traced.verdict(),
                    traced.passes(),
                    traced.lastPass(),
                    traced.jail());
        }
        String reason = outcome instanceof MinimizeOutcome.NotProved not
                ? "its jail does not work a second time: " + not.reason()
                : "its target does not work a second time on the host";
        console.warn("the manifest is not minimized: " + Words.visible(reason));
        return traced;
    }
}

package io.jaildeps.verdict;

import io.jaildeps.access.RunFacts;
import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.trace.Pid;
import io.jaildeps.tracer.Listeners;
import io.jaildeps.tracer.ShellCommand;
import io.jaildeps.tracer.TracedRun;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Runs the exercises against a ready target. A server's port may accept before it answers, so a failed exercise is tried
 * again for a while, as long as the target lives; and while it listens nowhere, as long as it may take to get ready.
 */
final class Exercises {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 800;

    private final PassPlan plan;
    private final TracedRun run;
    private final RunFacts facts;
    private final LongSupplier nanos;

    Exercises(PassPlan plan, TracedRun run, RunFacts facts, LongSupplier nanos) {
        this.plan = plan;
        this.run = run;
        this.facts = facts;
        this.nanos = nanos;
    }

    /** Runs them in turn; the first one that fails for good is the last. */
    List<PassResult.ExerciseResult> run() throws IOException, InterruptedException {
        List<PassResult.ExerciseResult> results = new ArrayList<>();
        for (String command : plan.exercises()) {
            PassResult.ExerciseResult result = patiently(command);
            results.add(result);
            if (!result.succeeded()) {
                break;
            }
        }
        return results;
    }

    private PassResult.ExerciseResult patiently(String command) throws IOException, InterruptedException {
        Deadline start = Deadline.in(plan.timeout(), nanos);
        Deadline answer = Deadline.in(PATIENCE, nanos);
        boolean listened = listens();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            ShellCommand.Result result = ShellCommand.shell(namespace(), command, environment(), plan.timeout());
            if (!listened && listens()) {
                listened = true;
                answer = Deadline.in(PATIENCE, nanos);
            }
            boolean isLate = listened ? answer.passed() : start.passed();
            boolean lastTry = isLate || result.timedOut() || run.ended();
            if (result.succeeded() || lastTry) {
                int status = result.timedOut() ? 124 : result.status();
                return new PassResult.ExerciseResult(command, status, result.output());
            }
            run.awaitEnd(pause, TimeUnit.MILLISECONDS);
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    /** What does not listen yet may still be starting. */
    private boolean listens() {
        return !facts.tcpPorts().isEmpty() || !facts.otherPorts().isEmpty() || facts.listensLocally();
    }

    /** With a private network the exercise has to enter it: nsenter(1). */
    private List<String> namespace() throws IOException {
        List<Pid> alive = facts.alive();
        if (!plan.spec().tracing().privateNetwork() || alive.isEmpty()) {
            return List.of();
        }
        String nsenter = Tools.find("nsenter").orElseThrow(() -> new IOException("cannot run nsenter: not installed"));
        return List.of(nsenter, "--target=" + alive.get(0), "--net", "--");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(plan.exerciseEnvironment());
        first(facts.tcpPorts().isEmpty() ? chosenPorts() : facts.tcpPorts(), "PORT", environment);
        first(facts.otherPorts(), "UDP_PORT", environment);
        environment.put(
                "ROOT", plan.view().equals(HostPath.ROOT) ? "" : plan.view().bytes());
        return environment;
    }

    /** Where the kernel was asked for any port. */
    private SortedSet<Integer> chosenPorts() {
        List<Pid> alive = facts.alive();
        return alive.isEmpty()
                ? Collections.emptySortedSet()
                : Listeners.tcpPorts(alive.get(0), facts.listeningSockets());
    }

    private static void first(Collection<Integer> ports, String name, Map<String, String> environment) {
        if (!ports.isEmpty()) {
            environment.put(name, ports.iterator().next().toString());
        }
    }
}

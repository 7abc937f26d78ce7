package io.jaildeps.verdict;

import io.jaildeps.access.RunFacts;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.HostPath;
import io.jaildeps.trace.Pid;
import io.jaildeps.tracer.Listeners;
import io.jaildeps.tracer.ProcessTree;
import io.jaildeps.tracer.Sleepers;
import io.jaildeps.tracer.TracedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Waits until a condition is met. Looks again after some milliseconds, or at once when the target has ended. */
final class Readiness {
    /** A server that listens and has had nothing to do for so long has started. */
    private static final Duration LISTENING_QUIET = Duration.ofMillis(150);

    /** Many that serve TCP have another socket first, for names or for their control. */
    private static final Duration BOUND_QUIET = Duration.ofMillis(500);

    /** What neither listens nor exits is taken for a daemon after so long without a sign of life. */
    private static final Duration SILENT_QUIET = Duration.ofSeconds(3);

    /** What waits for time to pass, as for an answer that does not come, perhaps goes on and exits. */
    static final Duration SLEEPING_QUIET = Duration.ofSeconds(10);

    private static final int POLL_MILLIS = 5;
    private static final int MAX_LOG_BYTES = 1 << 20;

    private final PassPlan plan;
    private final TracedRun run;
    private final RunFacts facts;
    private final LongSupplier recorded;
    private final Deadline deadline;

    private final Silence silence;

    /** What is known of the run while it lives. @param recorded grows with every path that is asked for the first time */
    record Signs(RunFacts facts, LongSupplier recorded) {}

    Readiness(PassPlan plan, TracedRun run, Signs signs, Deadline deadline) {
        this.plan = plan;
        this.recorded = signs.recorded();
        this.run = run;
        this.facts = signs.facts();
        this.deadline = deadline;
        this.silence = new Silence(deadline.nanos().getAsLong());
    }

    /** The condition that was met; empty if the time is over. */
    Optional<Ready> await() throws IOException, InterruptedException {
        while (true) {
            boolean ended = run.ended();
            Optional<Ready> met = ended && !outlives(plan.ready()) ? Optional.empty() : met();
            if (ended) {
                return Optional.of(met.orElse(new Ready.Exit()));
            }
            if (met.isPresent() || deadline.passed()) {
                return met;
            }
            run.awaitEnd(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Whether it can still be told of a target that has ended. */
    private static boolean outlives(Ready ready) {
        return ready instanceof Ready.Log || ready instanceof Ready.FileExists || ready instanceof Ready.UnixSocket;
    }

    private Optional<Ready> met() throws IOException {
        Ready ready = plan.ready();
        boolean met;
        if (ready instanceof Ready.Tcp tcp) {
            met = listensOn(tcp.port());
        } else if (ready instanceof Ready.UnixSocket socket) {
            met = Files.exists(socket.path().in(plan.view()).toPath(), LinkOption.NOFOLLOW_LINKS);
        } else if (ready instanceof Ready.FileExists file) {
            met = Files.exists(file.path().in(plan.view()).toPath(), LinkOption.NOFOLLOW_LINKS);
        } else if (ready instanceof Ready.Log log) {
            met = outputMatches(log.regex());
        } else if (ready instanceof Ready.Quiet quiet) {
            met = silence.at(look()).compareTo(quiet.time()) >= 0;
        } else if (ready instanceof Ready.Exit) {
            met = false; // only the tracer's end says so
        } else {
            return found(ready instanceof Ready.Guess);
        }
        return met ? Optional.of(ready) : Optional.empty();
    }

    /** Finds out by itself: listening and idle, or, if it may be anything, silent. */
    private Optional<Ready> found(boolean maybeSilent) throws IOException {
        Silence.Look look = look();
        Duration quiet = silence.at(look);
        if (quiet.compareTo(LISTENING_QUIET) >= 0 && !facts.tcpPorts().isEmpty()) {
            return Optional.of(new Ready.Tcp(facts.tcpPorts().first()));
        }
        boolean listens = !facts.otherPorts().isEmpty() || facts.listensLocally();
        if (quiet.compareTo(BOUND_QUIET) >= 0 && listens) {
            return Optional.of(new Ready.Listen());
        }
        boolean silent = maybeSilent && quiet.compareTo(SILENT_QUIET) >= 0 && !silence.isStarved(look);
        if (silent && quiet.compareTo(SLEEPING_QUIET) >= 0) {
            return Optional.of(new Ready.Quiet(SLEEPING_QUIET));
        }
        return silent && !Sleepers.any(facts.alive()) ? Optional.of(new Ready.Quiet(SILENT_QUIET)) : Optional.empty();
    }

    private boolean listensOn(int port) {
        if (!ProcessTree.isKnown()) {
            return facts.tcpPorts().contains(port);
        }
        List<Pid> alive = facts.alive();
        return !alive.isEmpty() && Listeners.tcpPorts(alive.get(0)).contains(port);
    }

    private boolean outputMatches(String regex) throws IOException {
        Pattern pattern = Pattern.compile(regex, Pattern.MULTILINE);
        for (HostPath file :
                List.of(plan.spec().files().stdout(), plan.spec().files().stderr())) {
            Path path = file.toPath();
            if (Files.exists(path)) {
                try (var in = Files.newInputStream(path)) {
                    String text = new String(in.readNBytes(MAX_LOG_BYTES), StandardCharsets.UTF_8);
                    if (pattern.matcher(text).find()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private Silence.Look look() {
        List<Pid> alive = facts.alive();
        List<Pid> withTracer = new ArrayList<>(alive);
        withTracer.add(new Pid((int) run.tracer().pid()));
        return new Silence.Look(
                deadline.nanos().getAsLong(),
                recorded.getAsLong() + alive.size(),
                ProcessTree.cpuTicks(alive),
                () -> ProcessTree.wantedNanos(withTracer));
    }
}

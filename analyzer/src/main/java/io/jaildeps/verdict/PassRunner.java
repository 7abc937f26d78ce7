package io.jaildeps.verdict;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.AccessReader;
import io.jaildeps.access.Accesses;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.RunFacts;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceParser;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.tracer.CannotTrace;
import io.jaildeps.tracer.Confinement;
import io.jaildeps.tracer.TracedRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Runs one pass: starts the target, reads its trace while it lives, waits, exercises, ends it. */
public final class PassRunner {
    private static final int MAX_FAILURES = 200;
    private static final int MAX_OUTPUT_BYTES = 8 * 1024;

    private final LongSupplier nanos;
    private final Consumer<TracedRun> started;

    /**
     * A runner of passes.
     *
     * @param nanos a monotonic clock, as System.nanoTime
     * @param started told of each run as soon as it lives, so that somebody else can end it when we are ended
     */
    public PassRunner(LongSupplier nanos, Consumer<TracedRun> started) {
        this.nanos = nanos;
        this.started = started;
    }

    /**
     * Runs the pass to its end; afterwards nothing of the target lives.
     *
     * @throws CannotTrace if the tracer or another tool is missing or not permitted
     */
    public PassResult run(PassPlan plan) throws CannotTrace, IOException, InterruptedException {
        TracedRun run = TracedRun.start(plan.spec(), AccessReader.calls());
        started.accept(run);
        Recording recording = new Recording(plan, LiveTrace.of(run));
        CompletableFuture<ParseSummary> reading =
                CompletableFuture.supplyAsync(() -> recording.read(), PassRunner::inThread);
        try {
            Optional<Ready> ready = new Readiness(
                            plan,
                            run,
                            new Readiness.Signs(recording.facts, recording.accesses::pathCount),
                            Deadline.in(plan.timeout(), nanos))
                    .await();
            boolean useful = ready.isPresent()
                    && (plan.ready() instanceof Ready.Guess || ready.get().equals(plan.ready()) || !run.ended());
            List<PassResult.ExerciseResult> exercises =
                    useful && !plan.exercises().isEmpty()
                            ? new Exercises(plan, run, recording.facts, nanos).run()
                            : List.of();
            boolean stayed = !run.ended();
            new Ender(run, recording.facts).end();
            ParseSummary summary = reading.join();
            PassResult.Ending ending = ready.isEmpty()
                    ? new PassResult.Ending.NotReady(plan.ready().text())
                    : stayed ? new PassResult.Ending.Stayed() : ended(plan, run, recording);
            return new PassResult(
                    recording.accesses,
                    recording.facts,
                    ending,
                    ready.map(condition -> sinceThen(condition, plan, recording.facts))
                            .orElse(plan.ready()),
                    exercises,
                    new ArrayList<>(recording.lastFailures),
                    new PassResult.Reading(
                            summary,
                            recording.reader.usedStartCwd(),
                            plan.exercises().size(),
                            Math.max(1, recording.targetLine)),
                    output(
                            plan,
                            ending instanceof PassResult.Ending.Exited
                                    ? WrittenFiles.of(recording.accesses, plan.view())
                                    : WrittenFiles.NONE));
        } catch (CompletionException e) {
            throw new IOException("cannot read trace: " + e.getMessage(), e);
        } finally {
            if (!run.ended()) {
                new Ender(run, recording.facts).end();
            }
        }
    }

    /** What was taken for a silent daemon may have begun to listen while it was exercised. */
    private static Ready sinceThen(Ready found, PassPlan plan, RunFacts facts) {
        boolean listens = plan.ready() instanceof Ready.Guess
                && found instanceof Ready.Quiet
                && !facts.tcpPorts().isEmpty();
        return listens ? new Ready.Tcp(facts.tcpPorts().first()) : found;
    }

    /** A thread of its own: a pool of one thread, as on two processors, would have none left for the tracer's end. */
    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "trace");
        thread.setDaemon(true);
        thread.start();
    }

    /** The first process's own end; the tracer repeats it, but for a target that left a daemon behind. */
    private static PassResult.Ending ended(PassPlan plan, TracedRun run, Recording recording)
            throws CannotTrace, IOException {
        Optional<RunFacts.End> end = recording.facts.end();
        boolean jailed = plan.spec().confinement() instanceof Confinement.Jail;
        if (end.isEmpty() || !jailed && recording.targetLine == 0) {
            throw new CannotTrace("cannot trace: the tracer ended with status " + run.exitStatus()
                    + " before the target did anything: "
                    + Printable.of(tail(plan.spec().files().stderr()).strip().replace("\n", "; ")));
        }
        return end.get().signal().isEmpty()
                ? new PassResult.Ending.Exited(end.get().status())
                : new PassResult.Ending.Killed(end.get().signal());
    }

    private static PassResult.Output output(PassPlan plan, WrittenFiles written) throws IOException {
        return new PassResult.Output(
                tail(plan.spec().files().stdout()),
                tail(plan.spec().files().stderr()),
                Checksum.of(plan.spec().files().stdout()).toString(),
                Files.size(plan.spec().files().stdout().toPath()) > MAX_OUTPUT_BYTES,
                written);
    }

    private static String tail(HostPath file) throws IOException {
        if (!Files.exists(file.toPath())) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toPath().toFile(), "r")) {
            long size = in.length();
            byte[] bytes = new byte[(int) Math.min(size, MAX_OUTPUT_BYTES)];
            in.seek(size - bytes.length);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** What is made of the trace while it grows. */
    private static final class Recording {
        private final Accesses accesses = new Accesses();
        private final RunFacts facts;
        private final Deque<FileAccess> lastFailures = new ArrayDeque<>();
        private final AccessReader reader;
        private final PassPlan plan;
        private final LiveTrace trace;
        private final JailPath target;
        /** Where the target was executed; 0 as long as it was not. */
        private long targetLine;

        private boolean startIsSeen;

        Recording(PassPlan plan, LiveTrace trace) {
            this.plan = plan;
            this.trace = trace;
            TraceSystem system = trace.detected().system();
            this.facts = new RunFacts(system);
            this.target = JailPath.ofBytes(plan.spec().command().get(0));
            boolean jailed = plan.spec().confinement() instanceof Confinement.Jail;
            // outside a jail the tracer's directory is the target's; into a jail chroot(1) leads by a call of its own
            this.reader = new AccessReader(
                    system,
                    JailPath.ofBytes(plan.view().bytes()),
                    jailed ? "/" : plan.spec().cwd().bytes(),
                    this::take);
        }

        /** What comes before the target's own execve(2) is the harness's, setsid and setpriv, and so is that call. */
        private void take(FileAccess access) {
            if (targetLine > 0) {
                takeOfTarget(access);
            } else if (access.kind() == AccessKind.EXECUTE
                    && access.place().asked().lexical().equals(target)) {
                targetLine = access.succeeded() ? access.line() : 0;
                takeOfTarget(access.by(""));
            }
        }

        private void takeOfTarget(FileAccess access) {
            if (plan.noise().isPresent()
                    && plan.noise().get().covers(access.place().asked().lexical())) {
                return;
            }
            accesses.accept(access);
            if (!access.succeeded()) {
                lastFailures.addLast(access);
                if (lastFailures.size() > MAX_FAILURES) {
                    lastFailures.removeFirst();
                }
            }
        }

        private void event(TraceEvent event) {
            if (event instanceof TraceEvent.Call call && !startIsSeen) {
                startIsSeen = true;
                beginsWithin(call).ifPresent(reader);
            }
            reader.accept(event);
            facts.accept(event);
        }

        /** truss of FreeBSD begins behind the target's execve(2), where nothing stands before the target: it is told here. */
        private Optional<TraceEvent.Call> beginsWithin(TraceEvent.Call first) {
            boolean alone = plan.spec().confinement() instanceof Confinement.None
                    && !plan.spec().identity().change();
            boolean starts = first.name().startsWith("exec") || first.name().contains("spawn");
            return alone && !starts && trace.detected().format() == TraceFormat.FREEBSD_TRUSS
                    ? Optional.of(new TraceEvent.Call(
                            first.line(),
                            first.pid(),
                            "execve",
                            List.of(new Arg.Text(plan.spec().command().get(0), false)),
                            new Outcome.Returned(0),
                            false))
                    : Optional.empty();
        }

        ParseSummary read() {
            try (InputStream bytes = trace.bytes()) {
                TraceParser parser =
                        trace.parser(AccessReader.filter(trace.detected().system()));
                ParseSummary summary = parser.parse(bytes, this::event);
                reader.finish();
                return summary;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.jaildeps.tracer;

import io.jaildeps.host.CommandWords;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A target that runs under the tracer. The tracer lives until the last process of the target has ended. */
public final class TracedRun {
    private final RunSpec spec;
    private final Process tracer;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<Void> endWatch;

    private TracedRun(RunSpec spec, Process tracer) {
        this.spec = spec;
        this.tracer = tracer;
        this.endWatch = tracer.onExit().thenRun(ended::countDown);
    }

    /**
     * Starts the target.
     *
     * @param calls the system calls to record; those that this machine does not have are passed over
     * @throws CannotTrace if a tool is missing
     */
    public static TracedRun start(RunSpec spec, Set<String> calls) throws CannotTrace, IOException {
        List<String> command = new TracerCommand(spec, calls).build();
        Files.write(spec.files().trace().toPath(), new byte[0]);
        ProcessBuilder builder = new ProcessBuilder(encodable(command));
        if (spec.confinement() instanceof Confinement.None) {
            builder.directory(spec.cwd().in(HostPath.ROOT).toPath().toFile());
        }
        Map<String, String> environment = builder.environment();
        environment.clear();
        // the others reach the target through the command, past the tools that would obey them
        spec.environment().forEach((name, value) -> {
            if (!TracerCommand.isForTargetOnly(name)) {
                environment.put(name, value);
            }
        });
        builder.redirectInput(spec.files().stdin().toPath().toFile());
        builder.redirectOutput(spec.files().stdout().toPath().toFile());
        builder.redirectError(spec.files().stderr().toPath().toFile());
        return new TracedRun(spec, builder.start());
    }

    private static List<String> encodable(List<String> command) throws CannotTrace {
        try {
            return CommandWords.encodable(command);
        } catch (CommandWords.Unencodable e) {
            throw new CannotTrace("cannot trace: " + e.getMessage());
        }
    }

    /** The trace from its beginning; its end is reached when the tracer has ended and everything was read. */
    public InputStream trace() throws IOException {
        return new GrowingFile(spec.files().trace().toPath(), ended);
    }

    /** How long the trace is by now. */
    public long recordedBytes() throws IOException {
        return Files.size(spec.files().trace().toPath());
    }

    /** What it is recorded by. */
    public Tracer tracedBy() {
        return spec.tracing().tracer();
    }

    /** The tracer's process; whatever the target started has it as its tracer, see proc(5) {@code TracerPid}. */
    public ProcessHandle tracer() {
        return tracer.toHandle();
    }

    public boolean ended() {
        return endWatch.isDone();
    }

    /**
     * Waits until the tracer has ended, at most so long.
     *
     * @return whether it has
     */
    public boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return ended.await(time, unit);
    }

    /** The tracer's exit status, which is the target's own; 128 + N if signal N ended it. Only after the end. */
    public int exitStatus() {
        return tracer.exitValue();
    }
}

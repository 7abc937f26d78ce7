package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.AccessReader;
import io.jaildeps.access.Accesses;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.RunFacts;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.strace.Compounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A run that was recorded before: takes its events in order, and at last {@link #finish}. */
public final class RecordedRun implements Consumer<TraceEvent> {
    /**
     * What the first process executed.
     *
     * @param arguments without the program's name, one char per byte
     * @param cut true if the tracer abbreviated some of them
     */
    public record Started(JailPath program, List<String> arguments, boolean cut) {}

    private final Accesses accesses = new Accesses();
    private final RunFacts facts;
    private final TraceSystem system;
    private final AccessReader reader;
    private Optional<FileAccess> execution = Optional.empty();
    private Optional<Started> started = Optional.empty();
    private Optional<Pid> first = Optional.empty();

    /**
     * A run of which nothing is known yet.
     *
     * @param system where it was recorded
     * @param cwd the directory that it started in; empty if it is not known
     * @param program what ran before the trace shows the start of a program; empty if nothing did, or is not known
     * @param sink told of each access besides
     */
    public RecordedRun(TraceSystem system, String cwd, String program, Consumer<? super FileAccess> sink) {
        this.system = system;
        this.facts = new RunFacts(system);
        this.reader = new AccessReader(system, JailPath.ROOT, cwd, access -> {
            FileAccess told = by(program, access);
            accesses.accept(told);
            if (execution.isEmpty() && told.kind() == AccessKind.EXECUTE && told.succeeded() && isFirst(told)) {
                execution = Optional.of(told);
            }
            sink.accept(told);
        });
    }

    @Override
    public void accept(TraceEvent event) {
        if (first.isEmpty() && event instanceof TraceEvent.Call call) {
            first = Optional.of(call.pid());
        }
        reader.accept(event);
        facts.accept(event);
        if (started.isEmpty()
                && execution.isPresent()
                && event instanceof TraceEvent.Call call
                && call.line() == execution.get().line()) {
            started = Optional.of(started(execution.get(), call));
        }
    }

    /** What a child of a process that was attached to executes is not the target. fs_usage has no processes to compare. */
    private boolean isFirst(FileAccess execution) {
        return system == TraceSystem.MACOS
                || first.equals(Optional.of(execution.actor().pid()));
    }

    /** Of a process that was attached to, nothing but the caller of jaildeps says which program it ran. */
    private static FileAccess by(String program, FileAccess access) {
        if (program.isEmpty() || !access.actor().program().isEmpty() || access.kind() == AccessKind.EXECUTE) {
            return access;
        }
        return access.by(program);
    }

    // execve("/usr/bin/ls", ["ls", "-l"], 0x7fff4fc79b58 /* 39 vars */) = 0
    private static Started started(FileAccess execution, TraceEvent.Call call) {
        int argv = call.name().equals("execveat") ? 2 : 1;
        List<String> words = new ArrayList<>();
        boolean cut = false;
        if (call.args().size() > argv && call.args().get(argv) instanceof Arg.Compound array) {
            for (Arg word : Compounds.elements(array)) {
                if (word instanceof Arg.Text text && !text.cut()) {
                    words.add(text.bytes());
                } else {
                    cut = true;
                }
            }
        }
        return new Started(
                execution.place().asked().lexical(),
                words.isEmpty() ? List.of() : List.copyOf(words.subList(1, words.size())),
                cut);
    }

    public void finish() {
        reader.finish();
    }

    public Accesses accesses() {
        return accesses;
    }

    public RunFacts facts() {
        return facts;
    }

    /** Empty if the trace begins later, as of a process that was attached to. */
    public Optional<Started> started() {
        return started;
    }

    /** True if nobody called anything that matters here. */
    public boolean isEmpty() {
        return first.isEmpty();
    }

    /** Where it was recorded. */
    public TraceSystem system() {
        return system;
    }

    /** For those who want to know what it made of an event. */
    public AccessReader reader() {
        return reader;
    }
}

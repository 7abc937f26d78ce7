package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.path.JailPath;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Calls of a system, made by hand as its tracer's parser would, and the accesses that they come to; started in /start. */
final class HandMade {
    private static final Pid FIRST = new Pid(10);

    private final TraceSystem system;
    private final List<TraceEvent> events = new ArrayList<>();

    private HandMade(TraceSystem system) {
        this.system = system;
    }

    static HandMade on(TraceSystem system) {
        return new HandMade(system);
    }

    static Outcome returned(long value) {
        return new Outcome.Returned(value);
    }

    static Outcome failed(String errno) {
        return new Outcome.Failed(errno);
    }

    /** A call of the first process, with its strings among the arguments, as truss prints it. */
    HandMade call(String name, Outcome outcome, String... args) {
        return call(FIRST.number(), name, outcome, args);
    }

    HandMade call(int pid, String name, Outcome outcome, String... args) {
        return add(pid, name, outcome, List.of(), args);
    }

    /** A call of the first process with the names that ktrace recorded for it. */
    HandMade looked(String name, Outcome outcome, List<String> names, String... args) {
        return add(FIRST.number(), name, outcome, names, args);
    }

    private HandMade add(int pid, String name, Outcome outcome, List<String> names, String... args) {
        List<Arg> given = Arrays.stream(args).map(HandMade::arg).toList();
        events.add(new TraceEvent.Call(events.size() + 1, new Pid(pid), pid, name, given, names, outcome, false));
        return this;
    }

    private static Arg arg(String text) {
        return switch (text.charAt(0)) {
            case '"' -> new Arg.Text(text.substring(1, text.length() - 1), false);
            case '{', '[' -> new Arg.Compound(text);
            case '@' -> new Arg.Descriptor(Fd.AT_FDCWD, "", false);
            default -> new Arg.Word(text);
        };
    }

    List<FileAccess> accesses() {
        List<FileAccess> accesses = new ArrayList<>();
        AccessReader reader = new AccessReader(system, JailPath.ROOT, "/start", accesses::add);
        events.forEach(reader);
        reader.finish();
        return accesses;
    }

    RunFacts facts() {
        RunFacts facts = new RunFacts(system);
        events.forEach(facts);
        return facts;
    }

    void are(String... expected) {
        assertEquals(List.of(expected), accesses().stream().map(Seen::line).toList());
    }
}

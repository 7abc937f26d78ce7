package io.jaildeps.publish;

import io.jaildeps.access.AccessReader;
import io.jaildeps.access.AskedPath;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.NamedArguments;
import io.jaildeps.manifest.PathText;
import io.jaildeps.path.JailPath;
import io.jaildeps.reports.EventLine;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Calls as lines, in their order, each path beside what it was resolved to. A call's line waits until the reader of
 * accesses has got to it, which is late for a thread whose maker is recorded behind its first calls.
 */
public final class EventLines {
    /** With more waiting, the oldest goes out without what it was resolved to. */
    private static final int MAX_WAITING = 100_000;

    private final NamedArguments arguments;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final Consumer<EventLine> sink;

    /** A call and the accesses that it came to so far. */
    private record Waiting(TraceEvent.Call call, List<FileAccess> accesses) {}

    /** @param system whose calls they are */
    public EventLines(TraceSystem system, Consumer<EventLine> sink) {
        this.arguments = new NamedArguments(system);
        this.sink = sink;
    }

    /** To be told of each event before the reader is. */
    public void event(TraceEvent event) {
        if (event instanceof TraceEvent.Call call) {
            waiting.addLast(new Waiting(call, new ArrayList<>(1)));
        }
    }

    /** To be told of each access. */
    public void access(FileAccess access) {
        var newestFirst = waiting.descendingIterator();
        while (newestFirst.hasNext()) {
            Waiting one = newestFirst.next();
            if (one.call.line() == access.line()
                    && one.call.pid().equals(access.actor().pid())) {
                one.accesses.add(access);
                return;
            }
        }
    }

    /** To be called after the reader has had an event: lets go what it is done with. */
    public void settle(AccessReader reader) {
        while (!waiting.isEmpty()
                && (waiting.size() > MAX_WAITING
                        || !reader.holds(waiting.getFirst().call.pid()))) {
            tell(waiting.removeFirst());
        }
    }

    /** To be called at the end. */
    public void finish() {
        waiting.forEach(this::tell);
        waiting.clear();
    }

    private void tell(Waiting one) {
        List<FileAccess> accesses = new ArrayList<>(one.accesses);
        List<NamedArguments.Named> named = arguments.of(one.call);
        sink.accept(new EventLine(
                one.call.line(),
                new EventLine.Caller(one.call.pid().number(), one.call.thread()),
                one.call.name(),
                named.stream()
                        .map(argument -> argument(argument, resolved(argument, accesses)))
                        .toList(),
                named.stream()
                        .map(NamedArguments.Named::flags)
                        .filter(flags -> !flags.isEmpty())
                        .findFirst(),
                result(one.call)));
    }

    /** Takes the access that an argument came to out of those of its call. */
    private static Optional<String> resolved(NamedArguments.Named named, List<FileAccess> accesses) {
        String end = named.path()
                .filter(path -> !path.isEmpty())
                .map(EventLines::steps)
                .orElse("");
        for (FileAccess access : accesses) {
            if (access.place().asked().bytes().endsWith(end)) {
                accesses.remove(access);
                return Optional.of(access.place().asked().lexical().bytes());
            }
        }
        return Optional.empty();
    }

    // a//b and ./a/b are /a/b, . is /
    /** A path as an access has its end. */
    private static String steps(String path) {
        return new AskedPath(JailPath.ROOT, "/" + path).bytes();
    }

    private static EventLine.Argument argument(NamedArguments.Named named, Optional<String> resolved) {
        return new EventLine.Argument(
                named.path().map(PathText::toText),
                named.cut(),
                named.dirfd().map(dirfd -> dirfd.fd().toString()),
                resolved.map(PathText::toText));
    }

    private static EventLine.Result result(TraceEvent.Call call) {
        Outcome outcome = call.outcome();
        if (outcome instanceof Outcome.Returned returned) {
            return new EventLine.Result(OptionalLong.of(returned.value()), Optional.empty(), call.injected());
        } else if (outcome instanceof Outcome.Failed failed) {
            return new EventLine.Result(OptionalLong.of(-1), Optional.of(failed.errno()), call.injected());
        }
        return new EventLine.Result(OptionalLong.empty(), Optional.empty(), call.injected());
    }
}

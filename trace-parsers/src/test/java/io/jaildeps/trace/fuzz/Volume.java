package io.jaildeps.trace.fuzz;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceEvent;

/** How much text an event holds, in chars; an argument counts for one more. */
final class Volume {
    private Volume() {}

    static long of(TraceEvent event) {
        if (event instanceof TraceEvent.Call call) {
            long names = call.names().stream().mapToLong(String::length).sum();
            long args = call.args().stream().mapToLong(Volume::of).sum();
            return call.name().length() + names + args + of(call.outcome());
        } else if (event instanceof TraceEvent.Unparsed unparsed) {
            return (long) unparsed.text().length() + unparsed.reason().length();
        } else if (event instanceof TraceEvent.Note note) {
            return note.text().length();
        } else if (event instanceof TraceEvent.Signalled signalled) {
            return signalled.signal().length();
        } else if (event instanceof TraceEvent.Killed killed) {
            return killed.signal().length();
        }
        return 0;
    }

    private static long of(Arg arg) {
        if (arg instanceof Arg.Text text) {
            return 1L + text.bytes().length();
        } else if (arg instanceof Arg.Descriptor descriptor) {
            return 1L + descriptor.path().length();
        } else if (arg instanceof Arg.Word word) {
            return 1L + word.text().length();
        }
        return 1L + ((Arg.Compound) arg).text().length();
    }

    private static long of(Outcome outcome) {
        if (outcome instanceof Outcome.Returned returned) {
            return returned.path().length();
        } else if (outcome instanceof Outcome.Failed failed) {
            return failed.errno().length();
        }
        return outcome instanceof Outcome.Unknown unknown ? unknown.reason().length() : 0;
    }
}

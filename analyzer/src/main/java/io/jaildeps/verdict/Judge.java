package io.jaildeps.verdict;

import io.jaildeps.access.FileAccess;
import io.jaildeps.access.rule.IgnoreRules;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Compares a jailed run with the host's. */
public final class Judge {
    private static final int MAX_EVENTS = 10;

    private Judge() {}

    /**
     * Why the host pass itself does not count; empty if it does.
     *
     * @param expectedStatus the exit status of a target that works
     * @param asked the condition that the target was to meet
     */
    public static Optional<Verdict.FailsOnHost> host(PassResult host, int expectedStatus, Ready asked) {
        // what ended by itself, and not as it should, could not be exercised either
        Optional<String> failure =
                host.ending() instanceof PassResult.Ending.Exited exited && exited.status() != expectedStatus
                        ? Optional.of("it " + words(exited))
                        : failure(host);
        boolean waits = !(asked instanceof Ready.Guess || asked instanceof Ready.Exit || asked instanceof Ready.Quiet);
        if (failure.isEmpty() && waits && host.found() instanceof Ready.Exit) {
            failure = Optional.of(
                    "it " + words(host.ending()) + " and was never ready (" + Printable.of(asked.text()) + ")");
        }
        if (failure.isEmpty() && host.endedEarly()) {
            failure = Optional.of("it " + words(host.ending()) + " before it could be exercised");
        }
        return failure.map(reason -> new Verdict.FailsOnHost(reason, nearest(host)));
    }

    /** Judges the jailed run. */
    public static Verdict jail(PassResult host, PassResult jail) {
        Optional<String> failure = failure(jail);
        if (failure.isEmpty() && !host.ending().equals(jail.ending())) {
            failure = Optional.of("it " + words(jail.ending()) + ", on the host it " + words(host.ending()));
        }
        return failure.<Verdict>map(reason -> new Verdict.Missing(reason, nearest(jail)))
                .orElseGet(() -> new Verdict.Clean(OutputDifference.between(host, jail)));
    }

    /** What the jailed run says otherwise, whatever the verdict: a clean one knows it. */
    public static OutputDifference output(Verdict verdict, PassResult host, PassResult jail) {
        return verdict instanceof Verdict.Clean clean ? clean.output() : OutputDifference.between(host, jail);
    }

    private static Optional<String> failure(PassResult pass) {
        if (pass.ending() instanceof PassResult.Ending.NotReady || pass.ending() instanceof PassResult.Ending.Killed) {
            return Optional.of("it " + words(pass.ending()));
        }
        return pass.exercises().stream()
                .filter(exercise -> !exercise.succeeded())
                .findFirst()
                .map(exercise -> "the exercise failed with status " + exercise.status() + ": "
                        + exercise.command().lines().findFirst().orElse(""));
    }

    /** How a run ended, in words that follow "it". */
    public static String words(PassResult.Ending ending) {
        if (ending instanceof PassResult.Ending.Exited exited) {
            return "exited with status " + exited.status();
        } else if (ending instanceof PassResult.Ending.Killed killed) {
            return "was killed by " + Printable.of(killed.signal());
        } else if (ending instanceof PassResult.Ending.NotReady notReady) {
            return "was not ready in time (" + Printable.of(notReady.condition()) + ")";
        }
        return "stayed";
    }

    /**
     * The last failures first: what a program missed is mostly what it asked for last. Probes that are no need anywhere
     * are left out, unless there is nothing else.
     */
    private static List<FileAccess> nearest(PassResult pass) {
        List<FileAccess> events = new ArrayList<>(pass.lastFailures());
        Collections.reverse(events);
        List<FileAccess> telling = events.stream()
                .filter(event -> !event.errno().equals("EEXIST"))
                .filter(event -> !isUsualProbe(pass, event))
                .limit(MAX_EVENTS)
                .toList();
        return telling.isEmpty() ? events.stream().limit(MAX_EVENTS).toList() : telling;
    }

    private static boolean isUsualProbe(PassResult pass, FileAccess event) {
        return pass.accesses()
                .use(event.place().asked())
                .flatMap(IgnoreRules::explaining)
                .filter(rule -> !IgnoreRules.isGeneral(rule))
                .isPresent();
    }
}

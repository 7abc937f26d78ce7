package io.jaildeps.trace.any;

import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How much of a text its parser can make something of.
 *
 * @param calls how many calls it reads whole
 * @param numbers whose the calls are
 * @param numbered how many calls have the number of their thread
 * @param unparsed how many lines it can not read, or does not read as they were written
 */
record Legibility(long calls, Numbers numbers, long numbered, long unparsed) {
    static final Legibility NOTHING = new Legibility(0, Numbers.NONE, 0, 0);

    /** What the numbers in front of a tracer's lines look like, worst first. */
    enum Numbers {
        /** Each is larger than the one before: somebody numbered the lines. */
        OF_LINES,
        NONE,
        OF_THREADS
    }

    /** Whose processes' numbers look like those of lines. */
    private static final Set<TraceFormat> NUMBERED = Set.of(
            TraceFormat.STRACE,
            TraceFormat.FREEBSD_TRUSS,
            TraceFormat.SOLARIS_TRUSS,
            TraceFormat.AIX_TRUSS,
            TraceFormat.TUSC,
            TraceFormat.DTRUSS,
            TraceFormat.KDUMP);

    /** Of fewer calls, each may be another process's. */
    private static final int FEWEST_LINES = 5;

    static Legibility of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Detected detected = Detected.as(Detected.format(bytes), bytes);
        if (!detected.format().isRead()) {
            return NOTHING;
        }
        List<Integer> callers = new ArrayList<>();
        try {
            ParseSummary summary = Parsers.of(detected, new CallFilter.All())
                    .parse(new ByteArrayInputStream(bytes), event -> {
                        if (event instanceof TraceEvent.Call call && countsOnce(call)) {
                            callers.add(call.pid().number());
                        }
                    });
            Numbers numbers = NUMBERED.contains(detected.format()) ? numbers(callers) : Numbers.NONE;
            long numbered = callers.stream()
                    .filter(caller -> caller != Pid.UNNAMED.number())
                    .count();
            long marked = Markdown.linesIn(text) + Colours.linesIn(text);
            return new Legibility(callers.size(), numbers, numbered, summary.unparsed() + marked);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from memory", e);
        }
    }

    /** Not so one that was torn apart, and what returns twice, if nobody says whose the lines are. */
    private static boolean countsOnce(TraceEvent.Call call) {
        boolean forks = call.name().contains("fork") || call.name().startsWith("clone");
        return !forks && !(call.outcome() instanceof Outcome.Unfinished);
    }

    private static Numbers numbers(List<Integer> callers) {
        int rising = 0;
        boolean numbered = false;
        for (int i = 0; i < callers.size(); i++) {
            numbered |= callers.get(i) != Pid.UNNAMED.number();
            rising += i > 0 && callers.get(i) > callers.get(i - 1) ? 1 : 0;
        }
        if (!numbered) {
            return Numbers.NONE;
        }
        boolean isCounting = callers.size() >= FEWEST_LINES && rising * 10 >= (callers.size() - 1) * 9;
        return isCounting ? Numbers.OF_LINES : Numbers.OF_THREADS;
    }

    boolean isBetterThan(Legibility other) {
        if (other.numbers == Numbers.OF_THREADS && numbered == 0) {
            return false; // what went was not only somebody else's
        }
        if (calls != other.calls || numbers != other.numbers) {
            return calls > other.calls || calls == other.calls && numbers.compareTo(other.numbers) > 0;
        }
        if (numbers == Numbers.OF_THREADS && numbered != other.numbered) {
            return numbered > other.numbered;
        }
        return calls > 0 && unparsed < other.unparsed;
    }
}

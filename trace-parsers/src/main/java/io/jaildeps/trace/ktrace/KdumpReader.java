package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.CallFilter;
import io.jaildeps.trace.Delivery;
import io.jaildeps.trace.ErrorNames;
import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what each line is: the first of a record, or one that goes on with the record before it. */
final class KdumpReader {
    private static final byte[] OWN_MESSAGE = Bytes.of("kdump: ");
    private static final byte[] KTRACE_MESSAGE = Bytes.of("ktrace: ");
    private static final String NO_LINE = "not a line of kdump";
    private static final String EVENTS_LOST = "events were lost here";
    /** Records of these kinds go on over lines that are kept; those of other kinds are passed over. */
    private static final Set<String> STRINGS = Set.of("NAMI", "ARGS", "ARG", "STRU", "MISC");

    private static final Set<String> ONE_LINE = Set.of("CALL", "RET", "PSIG", "EMUL", KdumpHeader.LOST);
    private static final int LONGEST_RECORD = 1 << 20;
    private static final int MAX_NAMES = 4096;
    private static final int MAX_EMULATING = 1 << 16;

    // of a signal without a name, as it has only a number: SIG 40
    private static final Pattern SIGNAL = Pattern.compile("SIG ?(\\w+) ?(.*)");

    private final boolean isVis;
    private final ErrorNames errors;
    private final ErrorNames linuxErrors = ErrorNames.of(TraceSystem.LINUX);
    private final CallFilter filter;
    private final CallJoiner joiner;
    private final Delivery delivery;
    private final KdumpHeader header = new KdumpHeader();
    private final Map<String, TracedCall> calls = new HashMap<>();
    private final Set<Integer> emulating = new HashSet<>();
    private String kind = "";
    private Caller at = new Caller(0, 0, 0);
    private final StringBuilder strings = new StringBuilder();

    KdumpReader(TraceSystem system, CallFilter filter, CallJoiner joiner, Delivery delivery) {
        this.isVis = system == TraceSystem.OPENBSD;
        this.errors = ErrorNames.of(system);
        this.filter = filter;
        this.joiner = joiner;
        this.delivery = delivery;
    }

    void accept(LineSource line) {
        delivery.countLine();
        boolean goesOn = line.start < line.end && line.bytes[line.start] == '\t';
        if (!goesOn && header.read(line.bytes, line.start, line.end)) {
            finish();
            begin(line);
        } else {
            continued(line);
        }
    }

    /** The record before has no more lines. */
    void finish() {
        String text = strings.toString();
        strings.setLength(0);
        switch (kind) {
            case "NAMI" -> lookedUp(text);
            case "ARGS" -> joiner.arguments(at, KdumpText.strings(text, isVis));
            case "ARG" -> argument(KdumpText.quoted(text, true));
            case "STRU", "MISC" -> joiner.socket(at, KdumpText.socket(text, isVis));
            default -> {}
        }
        kind = "";
    }

    private void begin(LineSource line) {
        at = new Caller(line.number, header.pid, header.thread);
        kind = header.kind;
        if (line.tooLong && !kind.equals("GIO")) {
            unparsed(line, "longer than 1 MiB");
            kind = "";
            return;
        }
        // who pastes a trace leaves blanks at the ends of lines; in a path they may belong to it
        int end = ONE_LINE.contains(kind) ? Bytes.trimSpace(line.bytes, header.detail, line.end) : line.end;
        String detail = Bytes.text(line.bytes, header.detail, end);
        switch (kind) {
            case "CALL" -> called(line, detail);
            case "RET" -> returned(line, detail);
            case "PSIG" -> signalled(line, detail);
            case "EMUL" -> emulate(detail);
            case KdumpHeader.LOST -> {
                joiner.interlude();
                delivery.other(new TraceEvent.Note(line.number, EVENTS_LOST));
            }
            default -> {
                if (STRINGS.contains(kind)) {
                    strings.append(detail);
                }
            }
        }
    }

    private void continued(LineSource line) {
        byte[] b = line.bytes;
        if (STRINGS.contains(kind)) {
            if (strings.length() + line.end - line.start < LONGEST_RECORD) {
                strings.append('\n').append(Bytes.text(b, line.start, line.end));
            }
        } else if (kind.isEmpty() || ONE_LINE.contains(kind)) {
            if (Bytes.startsWith(b, line.start, line.end, OWN_MESSAGE)
                    || Bytes.startsWith(b, line.start, line.end, KTRACE_MESSAGE)) {
                joiner.interlude();
                delivery.note(line.number, b, line.start, line.end);
            } else if (Bytes.skipBlanks(b, line.start, line.end) < line.end) {
                unparsed(line, line.tooLong ? "longer than 1 MiB" : NO_LINE);
            }
        }
    }

    private void called(LineSource line, String detail) {
        String name = KdumpCall.name(detail);
        if (name.isEmpty() || !KdumpCall.isWhole(detail)) {
            unparsed(line, "a call without its end");
            return;
        }
        TracedCall call = call(name);
        boolean isNeeded = call.wanted() || call.role() == TracedCall.Role.ENDS_PROCESS;
        List<Arg> args = isNeeded ? KdumpCall.arguments(detail) : List.of();
        joiner.called(at, call, args);
    }

    private void returned(LineSource line, String detail) {
        String name = KdumpCall.name(detail);
        boolean isLinux = header.isLinux || emulating.contains(at.pid());
        Outcome outcome = KdumpReturn.read(detail, isLinux ? linuxErrors : errors, linuxErrors);
        if (name.isEmpty() || outcome == null) {
            unparsed(line, "a return without a result");
        } else {
            joiner.returned(at, call(name), outcome);
        }
    }

    // SIGSEGV SIG_DFL code=SEGV_MAPERR     SIGCHLD caught handler=0x… mask=0x0 code=CLD_EXITED
    private void signalled(LineSource line, String detail) {
        Matcher form = SIGNAL.matcher(detail);
        if (form.matches()) {
            joiner.signalled(at, "SIG" + form.group(1), form.group(2).startsWith("SIG_DFL"));
        } else {
            unparsed(line, "a signal without its name");
        }
    }

    private void emulate(String detail) {
        joiner.programReplaced(at);
        if (detail.startsWith("\"linux") && emulating.size() < MAX_EMULATING) {
            emulating.add(at.pid());
        } else {
            emulating.remove(at.pid());
        }
    }

    private void lookedUp(String text) {
        int end = KdumpText.nameEnd(text);
        String name = end < 0 ? null : KdumpText.quoted(text.substring(0, end), isVis);
        if (name == null) {
            unparsed(at.line(), text, "a path without its end");
            return;
        }
        joiner.lookedUp(at, name);
        if (text.indexOf('\n', end) >= 0) {
            behind(text, end);
        }
    }

    /** The lines behind the one that a name ends on. */
    private void behind(String text, int end) {
        long line = at.line()
                + text.substring(0, end).chars().filter(c -> c == '\n').count();
        String[] lines = text.substring(end).split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                unparsed(line + i, lines[i], NO_LINE);
            }
        }
    }

    private void unparsed(long line, String text, String reason) {
        delivery.unparsed(new TraceEvent.Unparsed(line, text.substring(0, Math.min(text.length(), 200)), reason));
    }

    private void argument(@Nullable String argument) {
        if (argument != null) {
            joiner.arguments(at, List.of(argument));
        }
    }

    private TracedCall call(String name) {
        TracedCall known = calls.get(name);
        if (known == null) {
            known = TracedCall.of(calls.size(), name, filter.wants(name));
            if (calls.size() < MAX_NAMES) {
                calls.put(name, known);
            }
        }
        return known;
    }

    private void unparsed(LineSource line, String reason) {
        String text = Delivery.snippet(line.bytes, line.start, line.end);
        delivery.unparsed(new TraceEvent.Unparsed(line.number, text, reason));
    }
}

package io.jaildeps.trace.any;

import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.TerminalCodes;
import java.util.List;
import java.util.Optional;

/** The colours of a terminal, of {@code strace --color=always}, or of who searched in the trace. */
record Colours() implements Layer {
    static Optional<Colours> candidate(List<String> lines) {
        return lines.stream().anyMatch(TerminalCodes::areIn) ? Optional.of(new Colours()) : Optional.empty();
    }

    /** How many lines have some. */
    static long linesIn(String text) {
        return text.lines().filter(TerminalCodes::areIn).count();
    }

    @Override
    public void strip(LineSource line) {
        TerminalCodes.strip(line);
    }
}

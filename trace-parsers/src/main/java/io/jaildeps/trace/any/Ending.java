package io.jaildeps.trace.any;

import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.LineSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands behind the lines of a trace: rules of a table, the backslash of a string that goes on, a quotation mark. */
record Ending() implements Layer {
    private static final int LONGEST = 32;
    private static final Pattern PATTERN = Pattern.compile("([ \\t]+(\\||\\\\)([ \\t]*\\|)*|`)[ \\t]*$");

    /** Present if at least half of the lines have one. */
    static Optional<Ending> candidate(List<String> lines) {
        return Layer.isOn(lines, line -> length(line) > 0) ? Optional.of(new Ending()) : Optional.empty();
    }

    private static int length(String line) {
        Matcher matcher = PATTERN.matcher(line.substring(Math.max(0, line.length() - LONGEST)));
        return matcher.find() ? matcher.end() - matcher.start() : 0;
    }

    @Override
    public void strip(LineSource line) {
        line.end -= length(Bytes.text(line.bytes, Math.max(line.start, line.end - LONGEST), line.end));
    }
}

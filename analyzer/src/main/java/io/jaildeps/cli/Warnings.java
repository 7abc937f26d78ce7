package io.jaildeps.cli;

import io.jaildeps.access.RunFacts;
import io.jaildeps.jail.BuildResult;
import io.jaildeps.path.Counted;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.util.ArrayList;
import java.util.List;

/** What makes a trace less than the whole truth, and a jail less than what its manifest means. */
final class Warnings {
    private static final int MAX_EXAMPLES = 3;

    private Warnings() {}

    static List<String> ofTrace(RunFacts facts) {
        List<String> warnings = new ArrayList<>();
        if (facts.usesIoUring()) {
            warnings.add("warning: the target uses io_uring; what it opens through it shows in no trace");
        }
        if (facts.unparsedCount() > 0) {
            warnings.add("warning: " + Counted.of(facts.unparsedCount(), "line", "lines")
                    + " of the trace could not be read, such as");
            facts.unparsed().stream()
                    .limit(MAX_EXAMPLES)
                    .forEach(line -> warnings.add(
                            "  line " + line.line() + ": " + line.reason() + ": " + Printable.of(line.text())));
        }
        return warnings;
    }

    static List<String> ofBuild(BuildResult.Built built) {
        return built.warnings().stream()
                .map(warning -> "warning: " + (warning.path().equals(JailPath.ROOT) ? "" : warning.path() + ": ")
                        + warning.text())
                .toList();
    }
}

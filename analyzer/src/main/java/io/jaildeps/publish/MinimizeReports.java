package io.jaildeps.publish;

import io.jaildeps.build.MinimizeOutcome;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.reports.MinimizeReport;

/** Makes the report of how a manifest was made smaller. */
public final class MinimizeReports {
    private MinimizeReports() {}

    /** @param file where the smaller manifest went */
    public static MinimizeReport of(String file, Manifest before, MinimizeOutcome.Minimized minimized) {
        return new MinimizeReport(
                file,
                before.entries().size(),
                minimized.removed().stream().map(JailPath::toString).toList(),
                minimized.runs(),
                minimized.complete());
    }
}

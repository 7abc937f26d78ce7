package io.jaildeps.reports;

/** Reports as text for people, at most 80 columns wide. What matters most stands first. No colours, no control bytes. */
public final class TextRenderer {
    /** Lines that end with a newline. Pure function of the report, as are all of this class. */
    public String render(ManifestReport report) {
        return ManifestText.of(report);
    }

    public String render(TraceReport report) {
        return TraceText.of(report);
    }

    public String render(BuildReport report) {
        return BuildText.of(report);
    }

    public String render(AuditReport report) {
        return AuditText.of(report);
    }

    public String render(DiffReport report) {
        return DiffText.of(report);
    }

    public String render(ExplainReport report) {
        return ExplainText.of(report);
    }

    public String render(CheckReport report) {
        return CheckText.of(report);
    }

    public String render(MinimizeReport report) {
        Page page = new Page();
        int left = report.entriesBefore() - report.removed().size();
        page.prose(
                0, report.manifest() + ": " + report.entriesBefore() + " -> " + Quantity.of(left, "entry", "entries"));
        page.prose(
                2,
                Quantity.of(report.runs(), "run", "runs") + " in jails"
                        + (report.complete() ? "" : "; not everything was tried, allow more by --max-runs"));
        page.list("Removed", report.removed());
        return page.toString();
    }
}

package io.jaildeps.reports;

import java.util.List;

/** A run as text: the verdict, what is missing, what each pass found. */
final class TraceText {
    private TraceText() {}

    static String of(TraceReport report) {
        Page page = new Page();
        page.prose(0, CommandText.of(report.command()));
        page.prose(
                2,
                report.verdict()
                        .match(new TraceVerdict.Cases<>(
                                clean -> "clean: it does in the jail what it does on the host",
                                missing -> "not clean: it works on the host, but fails in the jail with "
                                        + missing.failure(),
                                failsOnHost ->
                                        "nothing proved: it fails on the host itself with " + failsOnHost.failure())));
        if (!report.manifest().isEmpty()) {
            page.prose(2, "manifest: " + report.manifest());
        }
        if (report.verdict() instanceof TraceVerdict.Missing missing) {
            page.section(
                    "Failed in the jail, nearest to the failure first",
                    missing.suspects().stream()
                            .map(suspect -> new Page.Row(suspect.path(), suspect.event() + ", " + distance(suspect)))
                            .toList());
        }
        for (int i = 0; i < report.passes().size(); i++) {
            pass(page, i + 1, report.passes().get(i));
        }
        TraceReport.NotUnderstood lines = report.notUnderstood();
        if (lines.count() > 0) {
            page.blank()
                    .prose(0, Quantity.of(lines.count(), "line", "lines") + " of the trace not understood, such as");
            lines.examples().forEach(example -> page.prose(2, example));
        }
        return page.toString();
    }

    private static String distance(TraceVerdict.Suspect suspect) {
        return Quantity.of(suspect.eventsBeforeFailure(), "event", "events") + " before the failure";
    }

    private static void pass(Page page, int number, TraceReport.Pass pass) {
        List<TraceReport.Finding> found = pass.found();
        String summary = found.isEmpty() ? "nothing new" : found.size() + " found";
        page.blank()
                .prose(0, "Pass " + number + ", " + pass.place().word() + ": " + pass.ending() + ", " + summary)
                .rows(found.stream()
                        .map(finding -> new Page.Row(finding.path(), finding.reason()))
                        .toList());
    }
}

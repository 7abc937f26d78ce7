package io.jaildeps.reports;

import java.util.ArrayList;
import java.util.List;

/** An explanation as text: the answer, then the chain from the target, then what else there is. */
final class ExplainText {
    private ExplainText() {}

    static String of(ExplainReport report) {
        Page page = new Page();
        page.prose(0, report.path() + ": " + report.standing().text() + ": " + report.words());
        if (!report.links().isEmpty()) {
            String by = report.links().size() == 1 ? " by the link " : " by the links ";
            page.prose(2, "it is " + report.real() + by + String.join(", ", report.links()));
        }
        List<Page.Row> chain = new ArrayList<>();
        for (ExplainReport.Step step : report.chain()) {
            chain.add(new Page.Row(step.path(), step.reason()));
        }
        page.section("From the target", chain);
        List<Page.Row> calls = new ArrayList<>();
        report.chain().forEach(step -> step.event().ifPresent(event -> calls.add(row(event))));
        page.section("Calls of the chain", calls);
        page.list(report.chain().isEmpty() ? "Reasons" : "Further reasons", report.reasons());
        page.section(
                "In the trace", report.events().stream().map(ExplainText::row).toList());
        page.list("Nearest in the manifest", report.nearest());
        return page.toString();
    }

    private static Page.Row row(ExplainReport.Event event) {
        String by = event.program().isEmpty() ? "" : " of " + event.program();
        String process = event.pid() == 0 ? "" : " by process " + event.pid();
        return new Page.Row(
                "line " + event.line(),
                event.call() + process + by + ": " + event.meaning() + ", " + event.result()
                        + (event.text().isEmpty() ? "" : ": " + event.text()));
    }
}

package io.jaildeps.reports;

/** A check as text: the answer first, then what is wrong. */
final class CheckText {
    private CheckText() {}

    static String of(CheckReport report) {
        Page page = new Page();
        CheckReport.Proof proof = report.proof();
        page.prose(0, report.manifest() + (report.holds() ? ": holds" : ": does not hold"));
        page.prose(2, proof.result().text() + (proof.difference().isEmpty() ? "" : ", but " + proof.difference()));
        proof.problems().forEach(problem -> page.prose(2, problem));
        if (proof.result() != CheckReport.Result.FAILS_ON_HOST) {
            page.prose(2, trace(report));
        }
        page.list("On the host, asked for in the jail, not there", proof.missing());
        if (!report.stale().isEmpty()) {
            page.blank().prose(0, "From the manifest to the new trace:");
            DiffText.sections(page, report.stale());
        }
        page.section(
                "In the manifest, not needed by the new trace",
                report.unused().stream()
                        .map(item -> new Page.Row(item.name(), Reasons.firstOf(item.oldReasons())))
                        .toList());
        return page.toString();
    }

    private static String trace(CheckReport report) {
        int stale = report.stale().size();
        int unused = report.unused().size();
        if (stale + unused == 0) {
            return "a new trace needs the same";
        }
        return "a new trace needs " + (stale == 0 ? "nothing else" : Quantity.of(stale, "path", "paths") + " otherwise")
                + (unused == 0 ? "" : ", and does not need " + unused + (report.unusedCounts() ? "" : ", as allowed"));
    }
}

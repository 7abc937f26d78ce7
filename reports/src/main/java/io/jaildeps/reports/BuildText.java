package io.jaildeps.reports;

/** A build's result as text: the sums, what went wrong, what changed. */
final class BuildText {
    private BuildText() {}

    static String of(BuildReport report) {
        Page page = new Page();
        page.prose(0, report.jail());
        page.prose(2, "from " + report.manifest());
        StringBuilder sums = new StringBuilder();
        for (BuildReport.Action action : BuildReport.Action.values()) {
            sums.append(report.changes(action).size())
                    .append(' ')
                    .append(action.word())
                    .append(", ");
        }
        sums.append(report.unchanged()).append(" unchanged");
        report.sizeBytes().ifPresent(bytes -> sums.append("; ").append(Quantity.ofBytes(bytes)));
        page.prose(2, sums.toString());
        page.section(
                "Problems",
                report.problems().stream()
                        .map(problem -> new Page.Row(problem.path(), problem.reason()))
                        .toList());
        page.section(
                "Changes",
                report.changes().stream()
                        .map(change -> new Page.Row(
                                change.path(),
                                change.kind().word() + " " + change.action().word()))
                        .toList());
        return page.toString();
    }
}

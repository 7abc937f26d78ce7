package io.jaildeps.reports;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A build's result as text: the sums, and what a person has to look at. Each inode by itself is in the JSON. */
final class BuildText {
    private BuildText() {}

    static String of(BuildReport report) {
        Page page = new Page();
        if (report.result() instanceof BuildReport.Built built) {
            built(page.prose(0, report.jail() + ": built from " + report.manifest()), built);
        } else if (report.result() instanceof BuildReport.Refused refused) {
            page.prose(
                    0, report.jail() + ": not built from " + report.manifest() + ", because of the " + refused.cause());
            refused.problems().forEach(problem -> page.prose(2, problem));
        }
        return page.toString();
    }

    private static void built(Page page, BuildReport.Built built) {
        String kinds = Arrays.stream(EntryKind.values())
                .filter(kind -> built.count(kind) > 0)
                .map(kind -> kind.of(built.count(kind)))
                .collect(Collectors.joining(", "));
        page.prose(2, (kinds.isEmpty() ? "nothing" : kinds) + "; " + Quantity.ofBytes(built.sizeBytes()));
        if (built.kept() > 0) {
            page.prose(2, built.kept() + " kept that programs wrote in the jail");
        }
        page.section(
                "Not as the manifest says",
                built.warnings().stream()
                        .map(warning -> new Page.Row(warning.path(), warning.text()))
                        .toList());
    }
}

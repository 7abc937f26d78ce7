package io.jaildeps.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Audited jails as text: each with its findings by severity, and a table if there are several. */
final class AuditText {
    private AuditText() {}

    static String of(AuditReport report) {
        Page page = new Page();
        boolean first = true;
        for (AuditReport.Jail jail : report.jails()) {
            if (!first) {
                page.blank();
            }
            first = false;
            if (jail instanceof AuditReport.Audited audited) {
                audited(page, audited);
            } else if (jail instanceof AuditReport.Unusable unusable) {
                page.prose(0, unusable.jail() + ": not audited: " + unusable.reason());
            }
        }
        if (report.jails().size() > 1) {
            page.section("Jails", report.jails().stream().map(AuditText::row).toList());
        }
        return page.toString();
    }

    private static void audited(Page page, AuditReport.Audited jail) {
        page.prose(
                0,
                jail.jail() + ": " + verdict(jail) + "; " + Quantity.of(jail.inodes(), "inode", "inodes") + ", "
                        + Quantity.ofBytes(jail.sizeBytes()));
        for (AuditReport.Count count : jail.counts()) {
            List<AuditReport.Finding> same = jail.findings().stream()
                    .filter(finding -> finding.severity().equals(count.severity()))
                    .toList();
            if (!same.isEmpty()) {
                page.blank().prose(0, count.severity() + " (" + count.count() + ")");
                same.forEach(finding -> finding(page, finding));
            }
        }
        if (jail.omitted() > 0) {
            page.blank()
                    .prose(
                            0,
                            Quantity.of(jail.omitted(), "finding", "findings")
                                    + " more of the same kinds are left out");
        }
        page.section(
                "Ignored",
                jail.ignored().stream()
                        .map(wish -> new Page.Row(
                                wish.wish(),
                                wish.count() + (wish.reason().isEmpty() ? "" : ", since " + wish.reason())))
                        .toList());
    }

    private static void finding(Page page, AuditReport.Finding finding) {
        page.prose(2, finding.path() + "  [" + finding.kind().id() + "]");
        page.prose(4, finding.reason());
        if (finding.isCommand()) {
            page.code(finding.mend());
        } else if (!finding.mend().isEmpty()) {
            page.prose(4, "mend: " + finding.mend());
        }
    }

    private static String verdict(AuditReport.Audited jail) {
        String counts = jail.counts().stream()
                .filter(count -> count.count() > 0)
                .map(count -> count.count() + " " + count.severity())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing found" : counts;
    }

    private static Page.Row row(AuditReport.Jail jail) {
        List<String> words = new ArrayList<>(List.of(jail.fails() ? "FAILS" : "passes"));
        if (jail instanceof AuditReport.Audited audited) {
            words.add(verdict(audited));
        } else if (jail instanceof AuditReport.Unusable unusable) {
            words.add(unusable.reason());
        }
        return new Page.Row(jail.jail(), String.join(": ", words));
    }
}

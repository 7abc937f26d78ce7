package io.jaildeps.publish;

import io.jaildeps.audit.AuditResult;
import io.jaildeps.audit.Finding;
import io.jaildeps.audit.Ignored;
import io.jaildeps.audit.Kind;
import io.jaildeps.audit.Severity;
import io.jaildeps.path.Printable;
import io.jaildeps.path.UnixPath;
import io.jaildeps.reports.AuditReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes the report of an audit. */
public final class AuditReports {
    private AuditReports() {}

    /** @param failOn the mildest severity that is a reason to fail; empty if none is */
    public static AuditReport.Audited of(AuditResult result, Optional<Severity> failOn) {
        return new AuditReport.Audited(
                result.jail().toString(),
                failOn.filter(result::reaches).isPresent(),
                result.inodes(),
                result.sizeBytes(),
                result.findings().stream().map(AuditReports::finding).toList(),
                counts(result),
                result.ignored().entrySet().stream()
                        .map(wish -> new AuditReport.Ignored(
                                wish(wish.getKey()), typed(wish.getKey().reason()), wish.getValue()))
                        .toList());
    }

    private static List<AuditReport.Count> counts(AuditResult result) {
        return Arrays.stream(Severity.values())
                .sorted(Comparator.reverseOrder())
                .map(severity -> new AuditReport.Count(severity.word(), result.count(severity)))
                .toList();
    }

    private static AuditReport.Finding finding(Finding finding) {
        Kind kind = finding.kind();
        return new AuditReport.Finding(
                new AuditReport.Kind(kind.id(), kind.topic().word(), kind.summary()),
                finding.severity().word(),
                finding.path().toString(),
                finding.reason(),
                finding.mend().text(),
                finding.mend().isCommand());
    }

    private static String wish(Ignored wish) {
        return wish.id() + (wish.path().isEmpty() ? "" : ":" + wish.path());
    }

    private static String typed(String text) {
        return Printable.of(UnixPath.utf8(text));
    }
}

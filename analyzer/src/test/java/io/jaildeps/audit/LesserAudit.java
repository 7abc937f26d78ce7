package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** A process that audits a jail and prints what it found. Arguments: host, jail. */
final class LesserAudit {
    private LesserAudit() {}

    public static void main(String[] arguments) throws Exception {
        AuditResult result = new Audit(new AuditRequest(
                        HostPath.of(arguments[1]),
                        HostPath.of(arguments[0]),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        RuleFiles.shipped(),
                        List.of(),
                        ""))
                .run();
        PrintStream out = System.out;
        result.findings().forEach(finding -> out.println(finding.kind().id() + " " + finding.path()));
    }
}

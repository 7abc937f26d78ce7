package io.jaildeps.reports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An audit in SARIF 2.1.0, the form that code hosts show beside a change. One run holds all jails; each finding's
 * location is the file's {@code file:} URI on the host.
 */
public final class SarifRenderer {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
    private static final Map<String, String> LEVELS =
            Map.of("critical", "error", "high", "error", "medium", "warning", "low", "warning", "note", "note");
    /** What code hosts sort rules by, 0 to 10; that of the worst finding. */
    private static final Map<String, String> SCORES =
            Map.of("critical", "9.5", "high", "8.0", "medium", "5.0", "low", "2.0", "note", "0.0");

    private static final String UNRESERVED = "/-._~";

    /** A document that ends with a newline. Pure function of the report. @param version of this program */
    public String render(AuditReport report, String version) {
        Map<String, AuditReport.Finding> kinds = new TreeMap<>();
        for (AuditReport.Jail jail : report.jails()) {
            if (jail instanceof AuditReport.Audited audited) {
                audited.findings()
                        .forEach(finding -> kinds.putIfAbsent(finding.kind().id(), finding));
            }
        }
        List<String> ids = new ArrayList<>(kinds.keySet());
        return JsonText.of(json -> {
            json.put("$schema", SCHEMA);
            json.put("version", "2.1.0");
            json.objects("runs", List.of(report), (run, all) -> {
                run.object("tool", () -> run.object("driver", () -> driver(run, version, List.copyOf(kinds.values()))));
                run.put("columnKind", "utf16CodeUnits");
                run.objects("invocations", List.of(all), SarifRenderer::invocation);
                run.objects("results", located(all), (item, result) -> result(item, result, ids));
            });
        });
    }

    private record Located(String jail, AuditReport.Finding finding) {}

    private static List<Located> located(AuditReport report) {
        List<Located> results = new ArrayList<>();
        for (AuditReport.Jail jail : report.jails()) {
            if (jail instanceof AuditReport.Audited audited) {
                audited.findings().forEach(finding -> results.add(new Located(audited.jail(), finding)));
            }
        }
        return results;
    }

    private static void driver(JsonText json, String version, List<AuditReport.Finding> worst) {
        json.put("name", "jaildeps");
        json.put("version", version);
        json.objects("rules", worst, (rule, finding) -> {
            rule.put("id", finding.kind().id());
            rule.object(
                    "shortDescription", () -> rule.put("text", finding.kind().summary()));
            rule.object("properties", () -> {
                rule.texts("tags", List.of("security", finding.kind().topic()));
                rule.put("security-severity", SCORES.getOrDefault(finding.severity(), "5.0"));
            });
        });
    }

    private static void invocation(JsonText json, AuditReport report) {
        List<AuditReport.Unusable> unusable = report.jails().stream()
                .filter(AuditReport.Unusable.class::isInstance)
                .map(AuditReport.Unusable.class::cast)
                .toList();
        json.put("executionSuccessful", unusable.isEmpty());
        json.objects("toolExecutionNotifications", unusable, (item, jail) -> {
            item.put("level", "error");
            item.object("message", () -> item.put("text", jail.jail() + ": " + jail.reason()));
        });
    }

    private static void result(JsonText json, Located result, List<String> ids) {
        AuditReport.Finding finding = result.finding();
        json.put("ruleId", finding.kind().id());
        json.put("ruleIndex", ids.indexOf(finding.kind().id()));
        json.put("level", LEVELS.getOrDefault(finding.severity(), "warning"));
        String mend = finding.mend().isEmpty() ? "" : ". To mend it: " + finding.mend();
        json.object("message", () -> json.put("text", finding.path() + ": " + finding.reason() + mend));
        json.objects("locations", List.of(finding), (item, at) -> {
            String file = result.jail() + (at.path().equals("/") ? "" : at.path());
            item.object(
                    "physicalLocation",
                    () -> item.object("artifactLocation", () -> item.put("uri", "file://" + encoded(file))));
        });
        json.object("properties", () -> {
            json.put("severity", finding.severity());
            json.put("jail", result.jail());
        });
    }

    /** RFC 3986, 2.1. */
    private static String encoded(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                uri.append(c);
            } else {
                uri.append(String.format("%%%02X", (int) c));
            }
        }
        return uri.toString();
    }
}

package io.jaildeps.reports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A manifest as text: a summary, what needs a decision, then all entries by kind. */
final class ManifestText {
    private ManifestText() {}

    static String of(ManifestReport report) {
        Page page = new Page();
        summary(page, report);
        exercises(page, report.target());
        decisions(page, report);
        for (EntryKind kind : EntryKind.values()) {
            page.section(heading(kind), rows(report.entries(kind)));
        }
        ignored(page, report.ignored());
        return page.toString();
    }

    /** How it was exercised, so that it can be done again. */
    static void exercises(Page page, ManifestReport.Target target) {
        if (!target.exercise().isEmpty()) {
            page.blank()
                    .prose(
                            0,
                            "Exercised in every pass with (" + target.exercise().size() + ")");
            target.exercise().forEach(page::code);
        }
    }

    /** What a person has to look at. */
    static void decisions(Page page, ManifestReport report) {
        page.section("Secrets that would be copied", rows(report.secrets()));
        page.section(
                "Files that run with their owner's or group's rights",
                report.setuid().stream()
                        .map(entry -> new Page.Row(entry.path(), entry.permissions()))
                        .toList());
        page.section(
                "Mounts",
                report.mounts().stream()
                        .map(mount -> new Page.Row(mount.path(), join(mount.fstype(), Reasons.firstOf(mount.why()))))
                        .toList());
        page.section(
                "Sockets of other programs",
                report.sockets().stream()
                        .map(socket ->
                                new Page.Row(socket.path(), Reasons.firstOf(socket.why()) + ": " + socket.advice()))
                        .toList());
        suggestions(page, report.suggestions());
    }

    /** What one rule suggests for one reason is one thing to decide. */
    private static void suggestions(Page page, List<ManifestReport.Suggestion> suggestions) {
        if (suggestions.isEmpty()) {
            return;
        }
        page.blank().prose(0, "Suggestions, not proved by any run (" + suggestions.size() + ")");
        Map<String, List<String>> paths = new LinkedHashMap<>();
        for (ManifestReport.Suggestion suggestion : suggestions) {
            paths.computeIfAbsent(
                            join("rule " + suggestion.rule(), Reasons.firstOf(suggestion.why())),
                            why -> new ArrayList<>())
                    .add(suggestion.path());
        }
        paths.forEach((why, of) -> {
            page.prose(2, why);
            of.forEach(path -> page.prose(6, path));
        });
    }

    private static void summary(Page page, ManifestReport report) {
        ManifestReport.Target target = report.target();
        page.prose(0, CommandText.of(target.command()));
        List<Page.Row> rows = new ArrayList<>();
        rows.add(new Page.Row(
                "for", report.platform().os() + " " + report.platform().arch()));
        rows.add(new Page.Row("run", "as " + target.user() + " in " + target.cwd()));
        rows.add(new Page.Row("ready", target.ready()));
        rows.add(new Page.Row("needs", needs(report)));
        rows.add(new Page.Row("check", check(report)));
        page.rows(rows);
    }

    static String needs(ManifestReport report) {
        String kinds = Arrays.stream(EntryKind.values())
                .filter(kind -> !report.entries(kind).isEmpty())
                .map(kind -> kind.of(report.entries(kind).size()))
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder(Quantity.of(report.entries().size(), "entry", "entries"));
        text.append(kinds.isEmpty() ? "" : ": " + kinds);
        report.sizeBytes().ifPresent(bytes -> text.append("; ").append(Quantity.ofBytes(bytes)));
        return text.toString();
    }

    private static String check(ManifestReport report) {
        return String.join(
                ", ",
                Quantity.of(report.secrets().size(), "secret", "secrets"),
                Quantity.of(report.setuid().size(), "setuid file", "setuid files"),
                Quantity.of(report.mounts().size(), "mount", "mounts"),
                Quantity.of(report.sockets().size(), "socket", "sockets"),
                Quantity.of(report.suggestions().size(), "suggestion", "suggestions"));
    }

    private static List<Page.Row> rows(List<ManifestReport.Entry> entries) {
        return entries.stream()
                .map(entry -> new Page.Row(entry.path(), join(entry.detail(), Reasons.firstOf(entry.why()))))
                .toList();
    }

    private static void ignored(Page page, List<ManifestReport.Ignored> ignored) {
        if (ignored.isEmpty()) {
            return;
        }
        int paths = ignored.stream().mapToInt(ManifestReport.Ignored::count).sum();
        page.blank().prose(0, "Ignored (" + paths + ")");
        for (ManifestReport.Ignored rule : ignored) {
            page.prose(2, rule.rule() + ", " + Quantity.of(rule.count(), "path", "paths") + ": " + rule.reason());
            rule.examples().forEach(example -> page.prose(6, example));
            int others = rule.count() - rule.examples().size();
            if (others > 0) {
                page.prose(6, "and " + others + " more");
            }
        }
    }

    private static String heading(EntryKind kind) {
        return Character.toUpperCase(kind.plural().charAt(0)) + kind.plural().substring(1);
    }

    private static String join(String detail, String reason) {
        return detail.isEmpty() ? reason : detail + "; " + reason;
    }
}

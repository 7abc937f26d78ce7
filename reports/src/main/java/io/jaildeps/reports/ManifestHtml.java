package io.jaildeps.reports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A manifest as the body of a page: a summary, what needs a decision, then all entries with all their reasons. */
final class ManifestHtml {
    private final ManifestReport report;
    private final Html html = new Html();
    private final Map<String, String> ids = new HashMap<>();

    private ManifestHtml(ManifestReport report) {
        this.report = report;
        for (ManifestReport.Entry entry : report.entries()) {
            ids.putIfAbsent(entry.path(), "e" + ids.size());
        }
    }

    static String of(ManifestReport report) {
        return new ManifestHtml(report).body();
    }

    private String body() {
        html.open("h1")
                .text("Jail of ")
                .element("code", CommandText.of(report.target().command()));
        html.close("h1").newline();
        summary();
        exercises();
        decisions();
        entries();
        ignored();
        return html.toString();
    }

    private void summary() {
        ManifestReport.Target target = report.target();
        html.open("table").newline();
        fact("for", report.platform().os() + " " + report.platform().arch());
        fact("run", "as " + target.user() + " in " + target.cwd());
        fact("ready", target.ready());
        fact("needs", ManifestText.needs(report));
        html.close("table").newline();
    }

    private void fact(String name, String value) {
        html.open("tr").element("th", name).element("td", value).close("tr").newline();
    }

    private void exercises() {
        List<String> exercises = report.target().exercise();
        heading("Exercised in every pass with", exercises.size());
        exercises.forEach(exercise -> html.element("pre", exercise).newline());
    }

    private void decisions() {
        heading("Secrets that would be copied", report.secrets().size());
        list(report.secrets().stream().map(ManifestReport.Entry::path).toList());
        heading(
                "Files that run with their owner's or group's rights",
                report.setuid().size());
        list(report.setuid().stream()
                .map(entry -> entry.path() + " " + entry.permissions())
                .toList());
        heading("Mounts", report.mounts().size());
        table(report.mounts(), mount -> row(mount.path(), mount.fstype(), mount.why()));
        heading("Sockets of other programs", report.sockets().size());
        table(report.sockets(), socket -> row(socket.path(), socket.advice(), socket.why()));
        heading("Suggestions, not proved by any run", report.suggestions().size());
        table(
                report.suggestions(),
                suggestion -> row(suggestion.path(), "rule " + suggestion.rule(), suggestion.why()));
    }

    private void entries() {
        heading("Entries", report.entries().size());
        html.open("table").newline().open("tr");
        List.of("path", "kind", "owner and mode", "why").forEach(title -> html.element("th", title));
        html.close("tr").newline();
        for (ManifestReport.Entry entry : report.entries()) {
            html.open("tr", "id", String.valueOf(ids.get(entry.path())));
            html.open("td").element("code", entry.path()).close("td");
            html.element("td", (entry.kind().word() + " " + entry.detail()).strip());
            html.element("td", entry.permissions());
            reasons(entry.why());
            html.close("tr").newline();
        }
        html.close("table").newline();
    }

    private void ignored() {
        heading(
                "Ignored",
                report.ignored().stream()
                        .mapToInt(ManifestReport.Ignored::count)
                        .sum());
        table(report.ignored(), rule -> {
            html.open("td").element("code", rule.rule()).text(", ").text(Quantity.of(rule.count(), "path", "paths"));
            html.close("td").element("td", rule.reason()).open("td");
            list(rule.examples());
            html.close("td");
        });
    }

    private void heading(String text, int count) {
        if (count > 0) {
            html.element("h2", text + " (" + count + ")").newline();
        }
    }

    private <T> void table(List<T> items, Consumer<T> row) {
        if (!items.isEmpty()) {
            html.open("table").newline();
            for (T item : items) {
                html.open("tr");
                row.accept(item);
                html.close("tr").newline();
            }
            html.close("table").newline();
        }
    }

    private void row(String path, String detail, List<String> why) {
        html.open("td").element("code", path).close("td").element("td", detail);
        reasons(why);
    }

    private void list(List<String> paths) {
        if (!paths.isEmpty()) {
            html.open("ul");
            paths.forEach(path -> html.open("li").element("code", path).close("li"));
            html.close("ul").newline();
        }
    }

    private void reasons(List<String> why) {
        html.open("td");
        if (why.size() == 1) {
            reason(why.get(0));
        } else if (!why.isEmpty()) {
            html.open("ul");
            for (String reason : why) {
                html.open("li");
                reason(reason);
                html.close("li");
            }
            html.close("ul");
        }
        html.close("td");
    }

    /** {@code opened by /usr/sbin/sshd (as uid 0)}, with the path as a link to its entry. */
    private void reason(String reason) {
        Optional<Reason> parsed = Reason.parse(reason, ids.keySet()).filter(one -> ids.containsKey(one.path()));
        if (parsed.isEmpty()) {
            html.text(reason);
            return;
        }
        String path = parsed.get().path();
        int begin = parsed.get().phrase().length() + 1;
        html.text(reason.substring(0, begin));
        html.element("a", path, "href", "#" + ids.get(path));
        html.text(reason.substring(begin + path.length()));
    }
}

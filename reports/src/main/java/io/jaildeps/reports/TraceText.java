package io.jaildeps.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A run as text: the verdict, what was found, what a person has to look at, and what to do next. */
final class TraceText {
    private static final int MAX_PATHS = 3;

    private TraceText() {}

    static String of(TraceReport report) {
        Page page = new Page();
        page.prose(0, CommandText.of(report.command()));
        List<Page.Row> rows = new ArrayList<>();
        rows.add(new Page.Row("verdict", verdict(report.verdict())));
        report.written().ifPresent(written -> {
            rows.add(new Page.Row("needs", ManifestText.needs(written.manifest())));
            rows.add(new Page.Row("ready", written.manifest().target().ready()));
            rows.add(new Page.Row("manifest", written.file()));
        });
        page.rows(rows);
        if (report.verdict() instanceof TraceVerdict.Missing missing) {
            page.section(
                    "Failed in the jail, nearest to the failure first",
                    missing.suspects().stream()
                            .map(suspect -> new Page.Row(suspect.path(), suspect.event() + ", " + distance(suspect)))
                            .toList());
        }
        page.section("Passes", report.passes().stream().map(TraceText::pass).toList());
        report.written().ifPresent(written -> {
            ManifestText.exercises(page, written.manifest().target());
            ManifestText.decisions(page, written.manifest());
        });
        TraceReport.NotUnderstood lines = report.notUnderstood();
        if (lines.count() > 0) {
            page.blank()
                    .prose(0, Quantity.of(lines.count(), "line", "lines") + " of the trace not understood, such as");
            lines.examples().forEach(example -> page.prose(2, example));
        }
        next(page, report);
        return page.toString();
    }

    private static String verdict(TraceVerdict verdict) {
        return verdict.match(new TraceVerdict.Cases<>(
                clean -> clean.difference().isEmpty()
                        ? "clean: it does in the jail what it does on the host"
                        : "clean, but " + clean.difference(),
                missing -> "not clean: it works on the host, but fails in the jail: " + missing.failure(),
                notVerified -> "not verified: no jail was built and tried",
                failsOnHost -> "nothing proved: it fails on the host itself: " + failsOnHost.failure()));
    }

    private static String distance(TraceVerdict.Suspect suspect) {
        return Quantity.of(suspect.eventsBeforeFailure(), "event", "events") + " before the failure";
    }

    private static Page.Row pass(TraceReport.Pass pass) {
        int count = pass.found().size();
        boolean isHost = pass.place() == TraceReport.Place.HOST;
        String paths = pass.found().stream()
                .limit(MAX_PATHS)
                .map(TraceReport.Finding::path)
                .collect(Collectors.joining(", ", ": ", count > MAX_PATHS ? ", …" : ""));
        String found = count == 0 ? "" : ", " + count + (isHost ? " found" : " missing" + paths);
        return new Page.Row(pass.place().word(), pass.ending() + found);
    }

    private static void next(Page page, TraceReport report) {
        boolean isFit = report.verdict() instanceof TraceVerdict.Clean
                || report.verdict() instanceof TraceVerdict.NotVerified recorded && recorded.buildable();
        if (isFit && report.written().isPresent()) {
            String file = report.written().get().file();
            page.blank().prose(0, "Next:").code(CommandText.of(List.of("jaildeps", "build", file, "DIR")));
        }
    }
}

package io.jaildeps.publish;

import io.jaildeps.manifest.ManifestDiff;
import io.jaildeps.reports.DiffReport;
import java.util.List;
import java.util.Locale;

/** Makes the report of how two manifests differ. */
public final class DiffReports {
    private DiffReports() {}

    /** @param before the old manifest's file, as the user gave it @param after the new one's */
    public static DiffReport of(String before, String after, ManifestDiff diff) {
        return new DiffReport(before, after, items(diff.items()));
    }

    static List<DiffReport.Item> items(List<ManifestDiff.Item> items) {
        return items.stream().map(DiffReports::item).toList();
    }

    private static DiffReport.Item item(ManifestDiff.Item item) {
        return new DiffReport.Item(
                item.section().name().toLowerCase(Locale.ROOT),
                item.name(),
                switch (item.kind()) {
                    case ADDED -> DiffReport.Kind.ADDED;
                    case REMOVED -> DiffReport.Kind.REMOVED;
                    case CHANGED -> DiffReport.Kind.CHANGED;
                },
                item.changes().stream()
                        .map(change -> new DiffReport.Change(change.attribute(), change.before(), change.after()))
                        .toList(),
                item.newReasons(),
                item.oldReasons());
    }
}

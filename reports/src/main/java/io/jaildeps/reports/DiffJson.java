package io.jaildeps.reports;

import java.util.List;

/** The differences of two manifests as JSON. */
final class DiffJson {
    private DiffJson() {}

    static String of(DiffReport report) {
        return JsonText.of(json -> {
            JsonRenderer.begin(json, "diff", DiffReport.SCHEMA);
            json.put("before", report.before());
            json.put("after", report.after());
            json.put("same", report.isEmpty());
            items(json, "differences", report.items());
        });
    }

    static void items(JsonText json, String name, List<DiffReport.Item> items) {
        json.objects(name, items, (out, item) -> {
            out.put("section", item.section());
            out.put("name", item.name());
            out.put("kind", item.kind().word());
            out.objects("changes", item.changes(), (fields, change) -> {
                fields.put("attribute", change.attribute());
                fields.put("before", change.before());
                fields.put("after", change.after());
            });
            out.texts("newReasons", item.newReasons());
            out.texts("oldReasons", item.oldReasons());
        });
    }
}

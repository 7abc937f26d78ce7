package io.jaildeps.reports;

/** A check as JSON. */
final class CheckJson {
    private CheckJson() {}

    static String of(CheckReport report) {
        return JsonText.of(json -> {
            JsonRenderer.begin(json, "check", CheckReport.SCHEMA);
            json.put("manifest", report.manifest());
            json.put("holds", report.holds());
            json.object("proof", () -> {
                json.put("result", report.proof().result().word());
                json.texts("problems", report.proof().problems());
                json.texts("missing", report.proof().missing());
                json.putUnlessEmpty("difference", report.proof().difference());
            });
            DiffJson.items(json, "stale", report.stale());
            DiffJson.items(json, "unused", report.unused());
            json.put("unusedCounts", report.unusedCounts());
            json.objects("passes", report.passes(), (item, pass) -> {
                item.put("place", pass.place().word());
                item.put("ending", pass.ending());
            });
        });
    }
}

package io.jaildeps.reports;

/** An explanation as JSON. */
final class ExplainJson {
    private ExplainJson() {}

    static String of(ExplainReport report) {
        return JsonText.of(json -> {
            JsonRenderer.begin(json, "explain", ExplainReport.SCHEMA);
            json.put("path", report.path());
            json.texts("links", report.links());
            json.put("real", report.real());
            json.put("standing", report.standing().word());
            json.put("words", report.words());
            json.objects("chain", report.chain(), (item, step) -> {
                item.put("path", step.path());
                item.put("reason", step.reason());
                step.event().ifPresent(event -> item.object("event", () -> event(item, event)));
            });
            json.texts("reasons", report.reasons());
            json.objects("events", report.events(), ExplainJson::event);
            json.texts("nearest", report.nearest());
        });
    }

    private static void event(JsonText json, ExplainReport.Event event) {
        json.put("line", event.line());
        json.put("pid", event.pid());
        json.putUnlessEmpty("program", event.program());
        json.put("call", event.call());
        json.put("meaning", event.meaning());
        json.put("result", event.result());
        json.putUnlessEmpty("text", event.text());
    }
}

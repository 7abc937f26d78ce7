package io.jaildeps.reports;

import java.util.Locale;

/**
 * Reports as JSON, for scripts. Each document names its {@code report} and its {@code schema} version; the schemas are
 * the resources {@code io/jaildeps/schema/*-report.schema.json}. Within a version, fields are only ever added.
 */
public final class JsonRenderer {
    /** A document that ends with a newline. Pure function of the report, as are all of this class. */
    public String render(ManifestReport report) {
        return JsonText.of(json -> {
            begin(json, "manifest", ManifestReport.SCHEMA);
            json.object("target", () -> target(json, report.target()));
            json.object("platform", () -> {
                json.put("os", report.platform().os());
                json.put("arch", report.platform().arch());
            });
            json.object("totals", () -> totals(json, report));
            notable(json, report);
            json.objects("entries", report.entries(), JsonRenderer::entry);
            json.objects("ignored", report.ignored(), (item, ignored) -> {
                item.put("rule", ignored.rule());
                item.put("reason", ignored.reason());
                item.put("count", ignored.count());
                item.texts("examples", ignored.examples());
            });
        });
    }

    private static void notable(JsonText json, ManifestReport manifest) {
        json.texts(
                "secrets",
                manifest.secrets().stream().map(ManifestReport.Entry::path).toList());
        json.texts(
                "setuid",
                manifest.setuid().stream().map(ManifestReport.Entry::path).toList());
        json.objects("mounts", manifest.mounts(), (item, mount) -> {
            item.put("path", mount.path());
            item.put("fstype", mount.fstype());
            item.texts("why", mount.why());
        });
        json.objects("sockets", manifest.sockets(), (item, socket) -> {
            item.put("path", socket.path());
            item.put("advice", socket.advice());
            item.texts("why", socket.why());
        });
        json.objects("suggestions", manifest.suggestions(), (item, suggestion) -> {
            item.put("path", suggestion.path());
            item.put("rule", suggestion.rule());
            item.texts("why", suggestion.why());
        });
    }

    static void begin(JsonText json, String report, int schema) {
        json.put("schema", schema);
        json.put("report", report);
    }

    private static void target(JsonText json, ManifestReport.Target target) {
        json.texts("command", target.command());
        json.put("cwd", target.cwd());
        json.put("user", target.user());
        json.put("ready", target.ready());
        json.texts("exercise", target.exercise());
    }

    private static void totals(JsonText json, ManifestReport report) {
        json.put("entries", report.entries().size());
        for (EntryKind kind : EntryKind.values()) {
            json.put(kind.plural(), report.entries(kind).size());
        }
        report.sizeBytes().ifPresent(bytes -> json.put("bytes", bytes));
    }

    private static void entry(JsonText json, ManifestReport.Entry entry) {
        json.put("path", entry.path());
        json.put("kind", entry.kind().word());
        json.putUnlessEmpty("detail", entry.detail());
        json.putUnlessEmpty("permissions", entry.permissions());
        if (entry.secret()) {
            json.put("secret", true);
        }
        if (entry.setsId()) {
            json.put("setuid", true);
        }
        json.put("reason", entry.firstReason());
        json.texts("why", entry.why());
    }

    public String render(TraceReport report) {
        return JsonText.of(json -> {
            begin(json, "trace", TraceReport.SCHEMA);
            json.texts("command", report.command());
            report.written().ifPresent(written -> json.put("manifest", written.file()));
            json.object(
                    "verdict",
                    () -> report.verdict()
                            .match(new TraceVerdict.Cases<Runnable>(
                                    clean -> () -> {
                                        json.put("kind", "clean");
                                        json.putUnlessEmpty("difference", clean.difference());
                                    },
                                    missing -> () -> missing(json, missing),
                                    notVerified -> () -> json.put("kind", "not-verified"),
                                    failsOnHost -> () -> {
                                        json.put("kind", "fails-on-host");
                                        json.put("failure", failsOnHost.failure());
                                    }))
                            .run());
            json.objects("passes", report.passes(), (item, pass) -> {
                item.put("place", pass.place().word());
                item.put("ending", pass.ending());
                item.objects("found", pass.found(), (found, finding) -> {
                    found.put("path", finding.path());
                    found.put("reason", finding.reason());
                });
            });
            report.written().ifPresent(written -> summary(json, written.manifest()));
            json.object("notUnderstood", () -> {
                json.put("count", report.notUnderstood().count());
                json.texts("examples", report.notUnderstood().examples());
            });
        });
    }

    /** What a person has to know of the manifest; its entries stand in the file. */
    private static void summary(JsonText json, ManifestReport manifest) {
        json.put("ready", manifest.target().ready());
        json.texts("exercise", manifest.target().exercise());
        json.object("totals", () -> totals(json, manifest));
        notable(json, manifest);
    }

    private static void missing(JsonText json, TraceVerdict.Missing missing) {
        json.put("kind", "missing");
        json.put("failure", missing.failure());
        json.objects("suspects", missing.suspects(), (item, suspect) -> {
            item.put("path", suspect.path());
            item.put("event", suspect.event());
            item.put("eventsBeforeFailure", suspect.eventsBeforeFailure());
        });
    }

    public String render(LddReport report) {
        return JsonText.of(json -> {
            begin(json, "ldd", LddReport.SCHEMA);
            json.objects("files", report.files(), JsonRenderer::file);
        });
    }

    private static void file(JsonText json, LddReport.File file) {
        json.put("file", file.file());
        if (file instanceof LddReport.Dynamic dynamic) {
            json.put("kind", "dynamic");
            json.putUnlessEmpty("interpreter", dynamic.interpreter());
            json.texts("missing", dynamic.missing());
            json.objects("needed", dynamic.needed(), JsonRenderer::library);
        } else if (file instanceof LddReport.Static) {
            json.put("kind", "static");
        } else if (file instanceof LddReport.Unusable unusable) {
            json.put("kind", "unusable");
            json.put("reason", unusable.reason());
        }
    }

    private static void library(JsonText json, LddReport.Library library) {
        json.put("soname", library.soname());
        if (library instanceof LddReport.Found found) {
            json.put("found", true);
            json.put("path", found.path());
            json.put("how", found.how());
            if (found.repeated()) {
                json.put("repeated", true);
            }
            json.objects("needed", found.needed(), JsonRenderer::library);
        } else if (library instanceof LddReport.NotFound notFound) {
            json.put("found", false);
            json.texts("tried", notFound.tried());
        }
    }

    public String render(BuildReport report) {
        return JsonText.of(json -> {
            begin(json, "build", BuildReport.SCHEMA);
            json.put("jail", report.jail());
            json.put("manifest", report.manifest());
            if (report.result() instanceof BuildReport.Built built) {
                json.put("built", true);
                json.object("totals", () -> totals(json, built));
                json.objects("made", built.made(), (item, made) -> {
                    item.put("path", made.path());
                    item.put("kind", made.kind().word());
                    item.putUnlessEmpty("permissions", made.permissions());
                    item.put("bytes", made.sizeBytes());
                });
                json.objects("warnings", built.warnings(), (item, warning) -> {
                    item.put("path", warning.path());
                    item.put("text", warning.text());
                });
            } else if (report.result() instanceof BuildReport.Refused refused) {
                json.put("built", false);
                json.put("cause", refused.cause());
                json.texts("problems", refused.problems());
            }
        });
    }

    private static void totals(JsonText json, BuildReport.Built built) {
        json.put("entries", built.made().size());
        for (EntryKind kind : EntryKind.values()) {
            json.put(kind.plural(), built.count(kind));
        }
        json.put("bytes", built.sizeBytes());
        json.put("kept", built.kept());
        json.put("warnings", built.warnings().size());
    }

    public String render(ExplainReport report) {
        return ExplainJson.of(report);
    }

    public String render(CheckReport report) {
        return CheckJson.of(report);
    }

    public String render(MinimizeReport report) {
        return JsonText.of(json -> {
            begin(json, "minimize", MinimizeReport.SCHEMA);
            json.put("manifest", report.manifest());
            json.put("entriesBefore", report.entriesBefore());
            json.put("entries", report.entriesBefore() - report.removed().size());
            json.texts("removed", report.removed());
            json.put("runs", report.runs());
            json.put("complete", report.complete());
        });
    }

    public String render(DiffReport report) {
        return DiffJson.of(report);
    }

    /** The graph's nodes and edges as lists. */
    public String render(GraphReport report) {
        return JsonText.of(json -> {
            begin(json, "graph", GraphReport.SCHEMA);
            json.put("title", report.title());
            json.objects("nodes", report.nodes(), (item, node) -> {
                item.put("id", node.id());
                item.put("label", node.label());
                item.put("kind", node.kind().name().toLowerCase(Locale.ROOT));
            });
            json.objects("edges", report.edges(), (item, edge) -> {
                item.put("from", edge.from());
                item.put("to", edge.to());
                item.put("reason", edge.reason());
            });
        });
    }

    public String render(AuditReport report) {
        return JsonText.of(json -> {
            begin(json, "audit", AuditReport.SCHEMA);
            json.put("failOn", report.failOn());
            json.put("fails", report.fails());
            json.objects("jails", report.jails(), JsonRenderer::jail);
        });
    }

    private static void jail(JsonText json, AuditReport.Jail jail) {
        json.put("jail", jail.jail());
        json.put("fails", jail.fails());
        if (jail instanceof AuditReport.Unusable unusable) {
            json.put("unusable", unusable.reason());
        } else if (jail instanceof AuditReport.Audited audited) {
            json.put("inodes", audited.inodes());
            json.put("bytes", audited.sizeBytes());
            json.object("counts", () -> audited.counts().forEach(count -> json.put(count.severity(), count.count())));
            json.put("omitted", audited.omitted());
            json.objects("findings", audited.findings(), (item, finding) -> {
                item.put("id", finding.kind().id());
                item.put("topic", finding.kind().topic());
                item.put("severity", finding.severity());
                item.put("path", finding.path());
                item.put("reason", finding.reason());
                item.putUnlessEmpty("mend", finding.mend());
                if (finding.isCommand()) {
                    item.put("command", true);
                }
            });
            json.objects("ignored", audited.ignored(), (item, wish) -> {
                item.put("wish", wish.wish());
                item.putUnlessEmpty("reason", wish.reason());
                item.put("count", wish.count());
            });
        }
    }
}

package io.jaildeps.reports;

/**
 * A manifest as one page of HTML that needs nothing else: no script, no picture, nothing from a network. A reason leads to
 * the entry that it names.
 */
public final class HtmlRenderer {
    private static final String BEFORE_TITLE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>""";

    private static final String AFTER_TITLE = """
            </title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2em auto; max-width: 72em; padding: 0 1em; }
            h1 { font-size: 1.3em; overflow-wrap: anywhere; }
            h2 { font-size: 1.1em; margin-top: 2em; }
            code, pre { font-family: ui-monospace, monospace; font-size: 0.92em; overflow-wrap: anywhere; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-bottom: 1px solid #8884; padding: 0.25em 0.8em 0.25em 0; text-align: left; vertical-align: top; }
            ul { margin: 0; padding-left: 1.1em; }
            tr:target { background: #fc06; }
            .note { color: #777; }
            </style>
            </head>
            <body>
            """;

    private static final String END = """
            </body>
            </html>
            """;

    /** The whole document, ending with a newline. Pure function of the report. */
    public String render(ManifestReport report) {
        String title = new Html()
                .text("jail of " + CommandText.of(report.target().command()))
                .toString();
        return BEFORE_TITLE + title + AFTER_TITLE + ManifestHtml.of(report) + END;
    }
}

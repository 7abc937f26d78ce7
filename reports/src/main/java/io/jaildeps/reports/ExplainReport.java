package io.jaildeps.reports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a path is in a manifest, or why it is not.
 *
 * @param path as asked
 * @param links of the manifest that were followed; with none, {@code real} is {@code path}
 * @param real where the path leads in the jail
 * @param standing what the path is in the manifest
 * @param words what there is to say about it
 * @param chain from the target to the path
 * @param reasons further ones
 * @param events what a trace shows of the path; empty if no trace was given
 * @param nearest paths that may have been meant
 */
public record ExplainReport(
        String path,
        List<String> links,
        String real,
        Standing standing,
        String words,
        List<Step> chain,
        List<String> reasons,
        List<Event> events,
        List<String> nearest) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public ExplainReport {
        path = Visible.of(path);
        links = Visible.all(links);
        real = Visible.of(real);
        words = Visible.of(words);
        chain = List.copyOf(chain);
        reasons = Visible.all(reasons);
        events = List.copyOf(events);
        nearest = Visible.all(nearest);
    }

    /** What a path is in a manifest. */
    public enum Standing {
        ENTRY("needed"),
        MOUNT("mounted"),
        WAY("made on the way"),
        SOCKET("not made"),
        IGNORED("not in the manifest"),
        SUGGESTED("not in the manifest"),
        UNNAMED("not in the manifest");

        private final String text;

        Standing(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        /** The word for it in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One path of the chain, the reason for it, and the traced call behind the reason where there is a trace. */
    public record Step(String path, String reason, Optional<Event> event) {
        public Step {
            path = Visible.of(path);
            reason = Visible.of(reason);
        }
    }

    /**
     * A traced call.
     *
     * @param line of the trace
     * @param pid 0 if the trace does not number it
     * @param program which called; empty if the trace does not show it
     * @param call its name
     * @param meaning {@code opened}
     * @param result {@code succeeded}, or the error's name
     * @param text the trace's line; empty if it is not at hand
     */
    public record Event(long line, int pid, String program, String call, String meaning, String result, String text) {
        public Event {
            program = Visible.of(program);
            call = Visible.of(call);
            meaning = Visible.of(meaning);
            result = Visible.of(result);
            text = Visible.of(text);
        }
    }
}

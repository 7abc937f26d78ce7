package io.jaildeps.cli;

import io.jaildeps.jail.Change;
import io.jaildeps.jail.Preview;
import io.jaildeps.path.HostPath;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Tells how a jail will change before it does; nothing of a jail that is made for the first time, or stays as it is. */
final class PlanText {
    private PlanText() {}

    static void print(HostPath jail, Preview preview, PrintWriter err) {
        List<Change> changes = preview.changes();
        if (changes.isEmpty()) {
            return;
        }
        err.println("jaildeps: " + jail + " will change:");
        for (Change change : changes) {
            err.println("  " + change.kind().name().toLowerCase(Locale.ROOT) + " " + change.path()
                    + (change.what().isEmpty() ? "" : ": " + change.what()));
        }
        if (preview.stateCount() > 0) {
            err.println("  " + preview.stateCount() + " of the jail's own stay");
        }
        if (changes.stream().anyMatch(change -> change.kind() == Change.Kind.REPLACED)) {
            err.println("jaildeps: warning: this host has replaced what the manifest names; trace again, since the new"
                    + " files may need others");
        }
        err.flush();
    }
}

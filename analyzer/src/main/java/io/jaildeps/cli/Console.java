package io.jaildeps.cli;

import io.jaildeps.build.Progress;
import java.io.PrintWriter;

/** Progress on stderr: one line per pass, only for a person who watches, or when asked for. */
final class Console implements Progress {
    private final PrintWriter err;
    private final boolean shows;

    Console(PrintWriter err, boolean quiet, boolean verbose) {
        this.err = err;
        this.shows = !quiet && (verbose || Boolean.getBoolean("jaildeps.terminal"));
    }

    @Override
    public void begins(String name) {}

    @Override
    public void done(String name, String found) {
        say(name + ": " + found);
    }

    @Override
    public void note(String text) {
        say(text);
    }

    private void say(String text) {
        if (shows) {
            err.println("jaildeps: " + text);
            err.flush();
        }
    }
}

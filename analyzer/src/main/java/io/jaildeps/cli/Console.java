package io.jaildeps.cli;

import io.jaildeps.build.Progress;
import java.io.PrintWriter;

/** Progress on stderr: one line per pass, only for a person who watches, or when asked for; then with its time. */
final class Console implements Progress {
    private final PrintWriter err;
    private final boolean shows;
    private final boolean warns;
    private final boolean timed;
    private long begun;

    Console(PrintWriter err, boolean quiet, boolean verbose) {
        this.err = err;
        this.warns = !quiet;
        this.timed = verbose;
        this.shows = !quiet && (verbose || Boolean.getBoolean("jaildeps.terminal"));
    }

    @Override
    public void begins(String name) {
        begun = System.nanoTime();
    }

    @Override
    public void done(String name, String found) {
        long millis = (System.nanoTime() - begun) / 1_000_000;
        say(name + ": " + found + (timed ? ", " + millis + " ms" : ""));
    }

    @Override
    public void note(String text) {
        say(text);
    }

    /** Shown also where no progress is. */
    void warn(String text) {
        if (warns) {
            err.println("jaildeps: warning: " + text);
            err.flush();
        }
    }

    private void say(String text) {
        if (shows) {
            err.println("jaildeps: " + text);
            err.flush();
        }
    }
}

package io.jaildeps.proof;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Removes trees whose names need not be text for Java. */
final class TreeRemoval {
    private TreeRemoval() {}

    static void of(Path tree) throws IOException {
        ProcessBuilder rm = new ProcessBuilder("rm", "-rf", "--one-file-system", "--", tree.toString());
        try {
            Finished removed = Finished.of(rm, Duration.ofMinutes(1));
            if (!removed.succeeded()) {
                throw new IOException("cannot remove " + tree + ": " + removed.err());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

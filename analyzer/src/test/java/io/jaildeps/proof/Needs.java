package io.jaildeps.proof;

import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The Debian packages that a test needs. */
final class Needs {
    private Needs() {}

    static void packages(List<String> names) throws IOException, InterruptedException {
        for (String name : names) {
            Requires.that(installed(name), "needs the Debian package " + name);
        }
    }

    private static boolean installed(String name) throws InterruptedException {
        try {
            ProcessBuilder query = new ProcessBuilder("dpkg-query", "-W", "-f", "${db:Status-Status}", name);
            return Finished.of(query, Duration.ofSeconds(20)).out().equals("installed");
        } catch (IOException noDpkg) {
            return false;
        }
    }
}

package io.jaildeps.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine; without it is skipped, or fails where ./check has seen to everything. */
final class Needs {
    private Needs() {}

    /** Traced programs and jails are the superuser's, and so are the packages that they are made of. */
    static void root() throws IOException {
        require(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
    }

    static void packages(List<String> names) throws IOException, InterruptedException {
        for (String name : names) {
            require(installed(name), "needs the Debian package " + name);
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

    private static void require(boolean condition, String reason) {
        if (!"1".equals(System.getenv("JAILDEPS_CHECK"))) {
            Assumptions.assumeTrue(condition, reason);
        } else if (!condition) {
            throw new AssertionError(reason + ", which ./check should have seen to");
        }
    }
}

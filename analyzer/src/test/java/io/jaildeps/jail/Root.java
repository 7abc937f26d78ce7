package io.jaildeps.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** For tests that need root: owners, devices and capabilities are the superuser's. */
final class Root {
    private Root() {}

    /** Skips the test without root, unless the environment's JAILDEPS_CHECK=1 says that nothing may be skipped. */
    static void assume() throws IOException {
        assume(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "needs root");
    }

    static void assume(boolean condition, String reason) {
        if (!"1".equals(System.getenv("JAILDEPS_CHECK"))) {
            Assumptions.assumeTrue(condition, reason);
        } else if (!condition) {
            throw new AssertionError(reason);
        }
    }
}

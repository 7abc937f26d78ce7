package io.jaildeps.tracer;

import io.jaildeps.host.Tools;
import org.junit.jupiter.api.Assumptions;

/** What a test of real runs needs of the system. */
public final class Needed {
    private Needed() {}

    /** Skips the test without the tool, unless the environment's JAILDEPS_CHECK=1 says that nothing may be skipped. */
    public static void tool(String name) {
        boolean there = Tools.find(name).isPresent();
        if (!"1".equals(System.getenv("JAILDEPS_CHECK"))) {
            Assumptions.assumeTrue(there, name + " is not installed");
        } else if (!there) {
            throw new AssertionError(name + " is not installed");
        }
    }
}

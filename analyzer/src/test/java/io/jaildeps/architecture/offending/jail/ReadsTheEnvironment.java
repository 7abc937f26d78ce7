package io.jaildeps.architecture.offending.jail;

import java.util.Map;

/** Depends on the shell that it is started from. */
public final class ReadsTheEnvironment {
    private ReadsTheEnvironment() {}

    public static Map<String, String> environment() {
        return System.getenv();
    }
}

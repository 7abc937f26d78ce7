package io.jaildeps.cli;

import java.util.Map;
import java.util.TreeMap;

/** The environment of whoever started us: the launcher changes the locale for Java where it is not one of UTF-8. */
final class CallersEnvironment {
    private static final String LOCALE = "LC_ALL";

    private CallersEnvironment() {}

    static Map<String, String> get() {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        String before = System.getProperty("jaildeps.locale");
        if (before != null) {
            if (before.isEmpty()) {
                environment.remove(LOCALE);
            } else {
                environment.put(LOCALE, before);
            }
        }
        return environment;
    }
}

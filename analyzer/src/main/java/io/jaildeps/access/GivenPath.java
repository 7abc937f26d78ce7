package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import java.util.Optional;

/**
 * A path as a call gives it, and what it starts from.
 *
 * @param root where an absolute path starts, as the tracer sees it
 * @param base the directory that a relative path starts from, as the tracer sees it; empty if it is not known
 * @param path one char per byte; empty for {@code base} itself
 */
record GivenPath(JailPath root, String base, String path) {
    /** The path as the tracer sees it, {@code ..} kept; empty if its base is not known. */
    Optional<String> outer() {
        if (isAbsolute()) {
            return Optional.of(below(root.bytes(), path));
        }
        if (!base.startsWith("/")) {
            return Optional.empty();
        }
        return Optional.of(path.isEmpty() ? base : base.endsWith("/") ? base + path : base + '/' + path);
    }

    boolean isAbsolute() {
        return path.startsWith("/");
    }

    /** @param path beginning with a slash */
    static String below(String directory, String path) {
        if (directory.equals("/")) {
            return path;
        }
        return directory.endsWith("/") ? directory.substring(0, directory.length() - 1) + path : directory + path;
    }
}

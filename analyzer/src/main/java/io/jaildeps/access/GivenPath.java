package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A path as a call gives it, and what it starts from.
 *
 * @param root where an absolute path starts, as the tracer sees it; null if it is not known
 * @param base the directory that a relative path starts from, as the tracer sees it; empty if it is not known
 * @param path one char per byte; empty for {@code base} itself
 */
record GivenPath(@Nullable JailPath root, String base, String path) {
    /** PATH_MAX: no program can name a longer path, but by steps it can enter one. */
    private static final int LONGEST = 4096;

    /**
     * A path as others may start from it: without {@code ..} if it is long, and unknown if it is longer than the kernel
     * itself can tell. Steps without end would take memory without end.
     *
     * @param path absolute, or empty if it is not known
     */
    static String kept(String path) {
        if (path.length() <= LONGEST) {
            return path;
        }
        String shorter = JailPath.ofBytes(path).bytes();
        return shorter.length() <= LONGEST ? shorter : "";
    }

    /** The path as the tracer sees it, {@code ..} kept; empty if what it starts from is not known. */
    Optional<String> outer() {
        if (isAbsolute()) {
            return root == null ? Optional.empty() : Optional.of(below(root.bytes(), path));
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

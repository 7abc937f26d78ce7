package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Translates between two ways to see a path: the tracer's, and that of a program whose root directory the target's root
 * is.
 */
final class View {
    /** A program asks for few paths at a time, again and again. */
    private static final int SLOTS = 1 << 12;

    private final JailPath directory;
    private final String[] lately = new String[SLOTS];
    private final AskedPath[] asked = new AskedPath[SLOTS];

    /** @param directory the target's root as the tracer sees it: "/" on the host, otherwise the jail's directory */
    View(JailPath directory) {
        this.directory = directory;
    }

    /**
     * A path from inside; empty for what lies outside, and for all that is done before the target's root is entered.
     *
     * @param root the caller's root as the tracer sees it; null if it is not known, but where the path leads is
     * @param outer a path as the tracer sees it
     */
    Optional<AskedPath> inside(@Nullable JailPath root, String outer) {
        if (root == null) {
            return fromOutside(outer);
        }
        if (!directory.covers(root)) {
            return Optional.empty();
        }
        if (directory.isRoot() && root.isRoot()) {
            return Optional.of(belowRoot(outer));
        }
        if (isBelow(root, outer)) {
            return Optional.of(new AskedPath(JailPath.ofBytes(rest(directory, root.bytes())), rest(root, outer)));
        }
        return fromOutside(outer);
    }

    /** By a descriptor or a working directory from before chroot(2), which leads out of the root. */
    private Optional<AskedPath> fromOutside(String outer) {
        return isBelow(directory, outer)
                ? Optional.of(new AskedPath(JailPath.ROOT, rest(directory, outer)))
                : Optional.empty();
    }

    private AskedPath belowRoot(String path) {
        int slot = path.hashCode() & SLOTS - 1;
        if (!path.equals(lately[slot])) {
            lately[slot] = path;
            asked[slot] = new AskedPath(JailPath.ROOT, path);
        }
        return asked[slot];
    }

    /** Where the tracer says that an opened path led to; empty if that is outside or not said. */
    String landed(String outer) {
        if (!outer.startsWith("/")) {
            return "";
        }
        return directory.isRoot() || directory.covers(JailPath.ofBytes(outer)) ? rest(directory, outer) : "";
    }

    private static boolean isBelow(JailPath directory, String path) {
        return directory.isRoot() || path.equals(directory.bytes()) || path.startsWith(directory.bytes() + "/");
    }

    /** What follows {@code prefix}, beginning with a slash. */
    private static String rest(JailPath prefix, String path) {
        String rest = prefix.isRoot() ? path : path.substring(prefix.bytes().length());
        return rest.isEmpty() ? "/" : rest;
    }
}

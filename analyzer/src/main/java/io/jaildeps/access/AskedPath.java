package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import org.jspecify.annotations.Nullable;

/**
 * An absolute path as a program asked for it. {@code ..} is kept, since where it leads depends on the links before it.
 *
 * @param root the program's root directory, "/" unless it changed it: absolute links lead there and {@code ..} stops there
 * @param bytes the path within {@code root}, beginning with a slash, one char per byte
 */
public record AskedPath(JailPath root, String bytes) implements Comparable<AskedPath> {
    public AskedPath {
        if (!bytes.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + Printable.of(bytes));
        }
        if (bytes.contains("//") || bytes.contains("/./") || bytes.endsWith("/.")) {
            bytes = withoutEmptySteps(bytes);
        }
    }

    /** {@code /etc//./x} is {@code /etc/x}; a slash at the end stays, since it asks for a directory. */
    private static String withoutEmptySteps(String path) {
        String[] steps = path.split("/");
        StringBuilder kept = new StringBuilder(path.length());
        for (String step : steps) {
            if (!step.isEmpty() && !step.equals(".")) {
                kept.append('/').append(step);
            }
        }
        boolean asksForDirectory = path.endsWith("/") || path.endsWith("/.");
        return asksForDirectory ? kept.append('/').toString() : kept.toString();
    }

    /** A path of a program that did not change its root. */
    public static AskedPath of(JailPath path) {
        return new AskedPath(JailPath.ROOT, path.bytes());
    }

    /** Where it leads if no component is a link. */
    public JailPath lexical() {
        JailPath inner = inner();
        return inner.isRoot() ? root : root.resolve(inner.bytes().substring(1));
    }

    /** The path within {@link #root()} if no component is a link: what the program itself calls it. */
    public JailPath inner() {
        return JailPath.ofBytes(bytes);
    }

    /** The last component's name. */
    public String name() {
        return lexical().name();
    }

    /** By hand: it is the key of a map that every access is looked up in. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AskedPath that && bytes.equals(that.bytes) && root.equals(that.root);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode(); // few programs change their root
    }

    @Override
    public int compareTo(AskedPath other) {
        int byRoot = root.compareTo(other.root);
        return byRoot != 0 ? byRoot : bytes.compareTo(other.bytes);
    }

    @Override
    public String toString() {
        return lexical().toString();
    }
}

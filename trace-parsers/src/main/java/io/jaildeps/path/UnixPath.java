package io.jaildeps.path;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An absolute, lexically normalised Unix path, byte-exact: no empty, {@code .} or {@code ..} component and no trailing
 * slash except for the root itself. See path_resolution(7).
 *
 * <p>The bytes are held one per {@code char} (ISO-8859-1), so {@link String#equals} and {@link String#compareTo} are
 * equality and order of bytes. {@link #bytes()} gives that text; {@link #toString()} is for people and never holds a
 * control byte.
 */
public abstract sealed class UnixPath permits HostPath, JailPath {
    private final String bytes;

    /** @param bytes a path as one char per byte; {@code .} and {@code ..} are resolved lexically, {@code ..} stops at / */
    UnixPath(String bytes) {
        this.bytes = normalise(bytes);
    }

    /** The path's bytes, one per char, each at most 0xff. */
    public final String bytes() {
        return bytes;
    }

    public final boolean isRoot() {
        return bytes.length() == 1;
    }

    /** The last component, or the empty string for the root. */
    public final String name() {
        return bytes.substring(bytes.lastIndexOf('/') + 1);
    }

    /** The components from the root down; empty for the root. */
    public final List<String> components() {
        return isRoot() ? List.of() : List.of(bytes.substring(1).split("/"));
    }

    /** True if {@code other} is this path or lies beneath it. */
    final boolean contains(UnixPath other) {
        return isRoot()
                || other.bytes.startsWith(bytes)
                        && (other.bytes.length() == bytes.length() || other.bytes.charAt(bytes.length()) == '/');
    }

    final String parentBytes() {
        int slash = bytes.lastIndexOf('/');
        return slash <= 0 ? "/" : bytes.substring(0, slash);
    }

    /** The bytes of this path with {@code relative} below it; a {@code ..} in it can climb, but not above the root. */
    final String below(String relative) {
        return isRoot() ? "/" + relative : bytes + "/" + relative;
    }

    private static String normalise(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            throw new IllegalArgumentException("not an absolute path: " + Printable.of(path));
        }
        boolean normal = path.length() == 1 || path.charAt(path.length() - 1) != '/';
        char before = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == 0 || c > 0xff) {
                throw new IllegalArgumentException("not the bytes of a path: " + Printable.of(path));
            }
            normal &= before != '/' || c != '/' && c != '.' || c == '.' && !isDots(path, i);
            before = c;
        }
        if (normal) {
            return path;
        }
        List<String> kept = new ArrayList<>();
        for (String component : path.split("/")) {
            if (component.equals("..")) {
                if (!kept.isEmpty()) {
                    kept.remove(kept.size() - 1);
                }
            } else if (!component.isEmpty() && !component.equals(".")) {
                kept.add(component);
            }
        }
        return "/" + String.join("/", kept);
    }

    /** Whether the component that begins at {@code from} is {@code .} or {@code ..}. */
    private static boolean isDots(String path, int from) {
        int end = path.startsWith("..", from) ? from + 2 : from + 1;
        return end == path.length() || path.charAt(end) == '/';
    }

    /** One char per byte of the UTF-8 form of {@code text}: how what a person typed becomes bytes. */
    public static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Override
    public final String toString() {
        return Printable.of(bytes);
    }
}

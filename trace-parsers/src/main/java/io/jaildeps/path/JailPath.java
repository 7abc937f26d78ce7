package io.jaildeps.path;

import java.util.Optional;

/**
 * A path as the confined program sees it: what stands in a trace of it and in its manifest. On the host it is the same
 * path below "/"; in a jail it is below the jail's directory.
 */
public final class JailPath extends UnixPath implements Comparable<JailPath> {
    public static final JailPath ROOT = new JailPath("/");

    private JailPath(String bytes) {
        super(bytes);
    }

    /**
     * @param bytes an absolute path, one char per byte
     * @throws IllegalArgumentException if it is not absolute, or holds a NUL or a char above 0xff
     */
    public static JailPath ofBytes(String bytes) {
        return new JailPath(bytes);
    }

    /** @param text an absolute path as a person writes it; its bytes are those of its UTF-8 form */
    public static JailPath of(String text) {
        return new JailPath(utf8(text));
    }

    /** The directory that holds this path; the root for the root. */
    public JailPath parent() {
        return new JailPath(parentBytes());
    }

    /** @param relative bytes below this path; {@code ..} in it is resolved lexically */
    public JailPath resolve(String relative) {
        return new JailPath(below(relative));
    }

    /** True if {@code other} is this path or lies beneath it. */
    public boolean covers(JailPath other) {
        return contains(other);
    }

    /** What is left of {@code other} below this path, without a leading slash; empty if it is not beneath. */
    public Optional<String> relative(JailPath other) {
        if (!contains(other) || equals(other)) {
            return Optional.empty();
        }
        return Optional.of(other.bytes().substring(isRoot() ? 1 : bytes().length() + 1));
    }

    /** Where this path is on the machine when the program's root directory is {@code root}. */
    public HostPath in(HostPath root) {
        return isRoot() ? root : root.resolve(bytes().substring(1));
    }

    @Override
    public int compareTo(JailPath other) {
        return bytes().compareTo(other.bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JailPath that && bytes().equals(that.bytes());
    }

    @Override
    public int hashCode() {
        return bytes().hashCode();
    }
}

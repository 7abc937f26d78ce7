package io.jaildeps.path;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A path on the machine that jaildeps runs on, as jaildeps itself would open it.
 */
public final class HostPath extends UnixPath implements Comparable<HostPath> {
    public static final HostPath ROOT = new HostPath("/");

    private HostPath(String bytes) {
        super(bytes);
    }

    /**
     * @param bytes an absolute path, one char per byte
     * @throws IllegalArgumentException if it is not absolute, or holds a NUL or a char above 0xff
     */
    public static HostPath ofBytes(String bytes) {
        return new HostPath(bytes);
    }

    /** @param text an absolute path as a person writes it; its bytes are those of its UTF-8 form */
    public static HostPath of(String text) {
        return new HostPath(utf8(text));
    }

    /** The directory that holds this path; the root for the root. */
    public HostPath parent() {
        return new HostPath(parentBytes());
    }

    /** @param relative bytes below this path; {@code ..} in it is resolved lexically */
    public HostPath resolve(String relative) {
        return new HostPath(below(relative));
    }

    /** True if {@code other} is this path or lies beneath it. */
    public boolean covers(HostPath other) {
        return contains(other);
    }

    /** What is left of {@code other} below this path, without a leading slash; empty if it is not beneath. */
    public Optional<String> relative(HostPath other) {
        if (!contains(other) || equals(other)) {
            return Optional.empty();
        }
        return Optional.of(other.bytes().substring(isRoot() ? 1 : bytes().length() + 1));
    }

    /**
     * The bytes of {@code path}, made absolute. Works in every locale: a name that the locale can not decode is
     * carried through its {@code file:} URI, where the JDK keeps the bytes.
     */
    public static HostPath of(Path path) {
        String text = path.toAbsolutePath().toString();
        if (text.chars().allMatch(c -> c < 0x80)) {
            return new HostPath(text);
        }
        return new HostPath(Percent.decode(path.toAbsolutePath().toUri().getRawPath()));
    }

    /** The bytes of a path as it stands, one char per byte: relative stays relative, and {@code ..} stays. */
    public static String bytesOf(Path path) {
        String text = path.toString();
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        Path absolute = path.isAbsolute() ? path : Path.of("/").resolve(path);
        String bytes = Percent.decode(absolute.toUri().getRawPath());
        int end = bytes.endsWith("/") ? bytes.length() - 1 : bytes.length(); // the JDK marks directories in a URI
        return bytes.substring(path.isAbsolute() ? 0 : 1, end);
    }

    /** The same file for the JDK, byte-exact in every locale. */
    public Path toPath() {
        if (bytes().chars().allMatch(c -> c < 0x80)) {
            return Path.of(bytes());
        }
        return Path.of(URI.create("file://" + Percent.encode(bytes().getBytes(StandardCharsets.ISO_8859_1))));
    }

    @Override
    public int compareTo(HostPath other) {
        return bytes().compareTo(other.bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HostPath that && bytes().equals(that.bytes());
    }

    @Override
    public int hashCode() {
        return bytes().hashCode();
    }
}

package io.jaildeps.trace;

/** One argument of a traced call, as written by the tracer. All text is bytes, one per char. */
public sealed interface Arg {
    /**
     * A string, unescaped.
     *
     * @param cut true if the tracer abbreviated it: then it is not a path, only the beginning of one
     */
    record Text(String bytes, boolean cut) implements Arg {}

    /**
     * A descriptor that the tracer decorated (strace -y), or {@code AT_FDCWD}.
     *
     * @param path what the decoration says, unescaped; empty if there is none. A path begins with a slash, anything
     *     else is {@code socket:[123]}, {@code anon_inode:…} and the like
     * @param deleted true if the tracer marked the file as deleted
     */
    record Descriptor(Fd fd, String path, boolean deleted) implements Arg {}

    /** A number, a symbolic constant, a set of flags, {@code NULL} or an address: {@code O_RDONLY|O_CLOEXEC}, {@code 0x7ffd}. */
    record Word(String text) implements Arg {}

    /** A structure or an array, as printed, with its braces or brackets: {@code {sa_family=AF_UNIX, sun_path="/run/x"}}. */
    record Compound(String text) implements Arg {}
}

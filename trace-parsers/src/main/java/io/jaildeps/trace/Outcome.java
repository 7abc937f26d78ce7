package io.jaildeps.trace;

/** How a system call ended, as far as the tracer could tell. */
public sealed interface Outcome {
    /**
     * The call returned {@code value}.
     *
     * @param path what the tracer decorated a returned descriptor with (strace -y), without the angle brackets and
     *     unescaped, one char per byte; empty if it did not
     */
    record Returned(long value, String path) implements Outcome {
        public Returned(long value) {
            this(value, "");
        }
    }

    /**
     * The call failed.
     *
     * @param errno the symbolic name, such as {@code ENOENT}, or {@code errno 599} if it has none
     */
    record Failed(String errno) implements Outcome {}

    /**
     * {@code = ?}: the call did not return to the program, or will be restarted.
     *
     * @param reason such as ERESTARTSYS, or empty
     */
    record Unknown(String reason) implements Outcome {}

    /** The trace ends, or the thread dies, before the call's return was recorded. */
    record Unfinished() implements Outcome {}

    /** True if the call returned and did what it was asked. */
    default boolean succeeded() {
        return this instanceof Returned;
    }
}

package io.jaildeps.trace;

import org.jspecify.annotations.Nullable;

/** A file descriptor's number; {@link #AT_FDCWD} stands for the working directory, see openat(2). */
public record Fd(int number) {
    public static final Fd AT_FDCWD = new Fd(-100);

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fd that && number == that.number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return number == AT_FDCWD.number ? "AT_FDCWD" : Integer.toString(number);
    }
}

package io.jaildeps.trace;

import org.jspecify.annotations.Nullable;

/** The kernel's number of a process or thread, as the tracer printed it. A key of many maps. */
public record Pid(int number) implements Comparable<Pid> {
    /** Stands for the only process of a trace that prints no numbers. */
    public static final Pid UNNAMED = new Pid(0);

    public Pid {
        if (number < 0) {
            throw new IllegalArgumentException("not a process number: " + number);
        }
    }

    @Override
    public int compareTo(Pid other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pid that && number == that.number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}

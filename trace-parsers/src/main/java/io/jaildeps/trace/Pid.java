package io.jaildeps.trace;

/** The kernel's number of a process or thread, as the tracer printed it. */
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
    public String toString() {
        return Integer.toString(number);
    }
}

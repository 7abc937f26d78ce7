package io.jaildeps.elf;

import io.jaildeps.path.Printable;

/**
 * A name by which one file asks the loader for another: a DT_NEEDED or DT_SONAME string, or dlopen(3)'s argument.
 *
 * @param bytes the name, one char per byte; with a slash in it, it is a path and is not searched for
 */
public record Soname(String bytes) implements Comparable<Soname> {

    /** True if the loader opens the name as it is instead of searching for it. */
    public boolean isPath() {
        return bytes.indexOf('/') >= 0;
    }

    @Override
    public int compareTo(Soname other) {
        return bytes.compareTo(other.bytes);
    }

    /** The name, fit for a terminal. */
    @Override
    public String toString() {
        return Printable.of(bytes);
    }
}

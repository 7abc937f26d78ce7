package io.jaildeps.manifest;

import org.jspecify.annotations.Nullable;

/** The permission bits of an inode, 0 to 07777, see inode(7). Written as four octal digits. */
public record Mode(int bits) {
    public static final Mode DIRECTORY = new Mode(0755);
    public static final Mode FILE = new Mode(0644);

    public Mode {
        if (bits < 0 || bits > 07777) {
            throw new IllegalArgumentException("not a file mode: " + Integer.toOctalString(bits));
        }
    }

    /**
     * Reads octal digits.
     *
     * @throws IllegalArgumentException if {@code octal} is not 3 or 4 octal digits
     */
    public static Mode parse(String octal) {
        if (!octal.matches("[0-7]{3,4}")) {
            throw new IllegalArgumentException("not a file mode: " + octal);
        }
        return new Mode(Integer.parseInt(octal, 8));
    }

    /** True if the file runs with the rights of its owner or group. */
    public boolean setsId() {
        return (bits & 06000) != 0;
    }

    /** Nobody but its owner may write. */
    Mode writtenByOwnerOnly() {
        return new Mode(bits & ~022);
    }

    /** True for what can be executed by anybody. */
    public boolean executes() {
        return (bits & 0111) != 0;
    }

    public Mode withoutSetId() {
        return new Mode(bits & ~06000);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Mode that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return bits;
    }

    @Override
    public String toString() {
        return Integer.toOctalString(bits | 010000).substring(1);
    }
}

package io.jaildeps.manifest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A device's kind and numbers, written {@code c 1:3}; see makedev(3). @param block true for a block device */
public record DeviceNumber(boolean block, int major, int minor) {
    /** Written {@code c ?:?}: what an unverified entry has. */
    public static final DeviceNumber UNKNOWN = new DeviceNumber(false, -1, -1);

    private static final int MAX_MAJOR = (1 << 12) - 1;
    private static final int MAX_MINOR = (1 << 20) - 1;

    private static final String UNKNOWN_TEXT = "c ?:?";
    private static final Pattern TEXT = Pattern.compile("([bc]) (\\d{1,9}):(\\d{1,9})");

    /**
     * Reads {@code c 1:3}.
     *
     * @throws IllegalArgumentException if {@code text} is not such
     */
    public static DeviceNumber parse(String text) {
        if (text.equals(UNKNOWN_TEXT)) {
            return UNKNOWN;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a device: " + text);
        }
        return new DeviceNumber(
                matcher.group(1).equals("b"), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    /** Takes Linux's {@code st_rdev} apart, as the JDK's {@code unix:rdev} attribute gives it. */
    public static DeviceNumber ofRdev(boolean block, long rdev) {
        long major = ((rdev >>> 8) & 0xfff) | ((rdev >>> 32) & ~0xfffL);
        long minor = (rdev & 0xff) | ((rdev >>> 12) & ~0xffL);
        return new DeviceNumber(block, (int) major, (int) minor);
    }

    /** False for what Linux has no room for, makedev(3): 12 bits and 20 bits. */
    public boolean isOfLinux() {
        return major <= MAX_MAJOR && minor <= MAX_MINOR;
    }

    @Override
    public String toString() {
        if (major < 0) {
            return UNKNOWN_TEXT;
        }
        return (block ? "b " : "c ") + major + ":" + minor;
    }
}

package io.jaildeps.reports;

import java.util.Locale;

/** Numbers with their words. */
final class Quantity {
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Quantity() {}

    /** {@code 1 file}, {@code 2 files}. */
    static String of(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /** {@code 512 bytes}, {@code 1.5 MiB}. */
    static String ofBytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? of(bytes, "byte", "bytes") : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}

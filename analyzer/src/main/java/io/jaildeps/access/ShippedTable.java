package io.jaildeps.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of a table that is shipped beside the classes: cells between tabs, remarks behind {@code # }. */
final class ShippedTable {
    private ShippedTable() {}

    /** All but the remarks; the line with the columns' names, which begins with {@code #} and no blank, is the first. */
    static List<String[]> rows(String file) {
        try (InputStream in = ShippedTable.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("cannot read " + file + ": not in the program's jar");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            return lines.lines()
                    .filter(line -> !line.startsWith("# "))
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}

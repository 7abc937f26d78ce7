package io.jaildeps.reports;

import java.util.List;

/**
 * How a manifest was made smaller.
 *
 * @param manifest the file of the smaller one
 * @param entriesBefore how many entries there were
 * @param removed paths, sorted
 * @param runs in jails
 * @param complete false if the runs were used up before everything had been tried
 */
public record MinimizeReport(String manifest, int entriesBefore, List<String> removed, int runs, boolean complete) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public MinimizeReport {
        manifest = Visible.of(manifest);
        removed = Visible.all(removed);
    }
}

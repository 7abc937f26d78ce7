package io.jaildeps.build;

import io.jaildeps.graph.Demand;
import java.util.List;

/**
 * What a known program's service manager sees to, whatever arguments it is started with.
 *
 * @param directories that it makes
 * @param keepLogins keep the accounts that people log in to
 */
public record Surroundings(List<Demand.ExpectedDirectory> directories, boolean keepLogins) {
    /** Of a program that nobody knows. */
    public static final Surroundings NONE = new Surroundings(List.of(), false);

    public Surroundings {
        directories = List.copyOf(directories);
    }
}

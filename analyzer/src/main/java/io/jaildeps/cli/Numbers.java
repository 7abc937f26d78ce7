package io.jaildeps.cli;

/** Numbers that a command line gives. */
final class Numbers {
    private Numbers() {}

    /** Refuses what would do nothing. @param option its name, for the message */
    static void atLeastOne(String option, int given) throws BadUsage {
        if (given < 1) {
            throw new BadUsage("cannot take " + option + " " + given + ": at least 1 makes sense");
        }
    }
}

package io.jaildeps.architecture.offending.build;

import picocli.CommandLine;

/** A command line beside the command line. */
public final class NeedsPicocli {
    public static final String COMMAND = CommandLine.class.getName();

    private NeedsPicocli() {}
}

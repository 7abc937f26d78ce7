package io.jaildeps.cli;

/** What the program's exit status says: a contract, see the README. */
final class ExitStatus {
    static final int DONE = 0;
    static final int FINDINGS = 1;
    static final int USAGE = 2;
    static final int FAILS_ON_HOST = 3;
    static final int NO_TRACER = 4;
    static final int BAD_INPUT = 5;
    static final int BUG = 70;

    private ExitStatus() {}
}

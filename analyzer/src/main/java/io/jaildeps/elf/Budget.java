package io.jaildeps.elf;

/**
 * How much work one closure may make. A real program needs a few hundred steps; a hostile file can name 65,536 libraries
 * and as many directories, and there can be many such files.
 */
final class Budget {
    static final int STEPS = 2_000_000;

    private int spent;

    /** Takes one step. */
    void spend() {
        spent++;
    }

    boolean isSpent() {
        return spent >= STEPS;
    }
}

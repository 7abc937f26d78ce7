package io.jaildeps.access;

/** Lines that strace printed, for the tests of later stages. */
public final class Traces {
    private Traces() {}

    /** What a run on the host did, started in {@code /}. */
    public static Accesses accesses(String... lines) {
        Accesses accesses = new Accesses();
        Seen.in("/", "/", lines).accesses().forEach(accesses);
        return accesses;
    }
}

package io.jaildeps.trace.truss;

import io.jaildeps.trace.Reading;

/** Traces of truss and tusc, read. */
final class Read {
    private Read() {}

    static Reading freebsd(String... lines) {
        return Reading.of(new FreebsdTrussParser(Reading.ALL), lines);
    }

    static Reading solaris(String... lines) {
        return Reading.of(new SolarisTrussParser(Reading.ALL), lines);
    }

    static Reading aix(String... lines) {
        return Reading.of(new AixTrussParser(Reading.ALL), lines);
    }

    static Reading tusc(String... lines) {
        return Reading.of(new TuscParser(Reading.ALL), lines);
    }
}

package io.jaildeps.architecture.offending.jail;

import org.tukaani.xz.XZ;

/** Unpacks what the command line should have unpacked. */
public final class NeedsXz {
    public static final String MAGIC = XZ.class.getName();

    private NeedsXz() {}
}

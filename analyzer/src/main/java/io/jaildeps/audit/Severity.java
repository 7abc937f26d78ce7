package io.jaildeps.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad a finding is, the mildest first. */
public enum Severity {
    /** Worth knowing; by itself no reason to fail. */
    NOTE,
    /** Untidy: more than needed, or older than it should be. */
    LOW,
    /** Something may fail, or a second mistake would hurt. */
    MEDIUM,
    /** A program in the jail fails, or an attacker gains something. */
    HIGH,
    /** The jail does not confine. */
    CRITICAL;

    /** {@code critical}; reads back by {@link #of}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Severity> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }
}

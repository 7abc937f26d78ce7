package io.jaildeps.architecture;

import com.tngtech.archunit.lang.ArchRule;

/** A rule and the class below {@code offending} that breaks it. */
record Rule(ArchRule rule, String offender) {
    @Override
    public String toString() {
        return rule.getDescription();
    }
}

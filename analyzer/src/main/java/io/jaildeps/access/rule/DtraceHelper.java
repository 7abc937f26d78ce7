package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /dev/dtracehelper}, {@code /dev/dtrace/helper}: dtrace(7D). */
final class DtraceHelper implements IgnoreRule {
    @Override
    public String name() {
        return "dtrace-helper";
    }

    @Override
    public String reason() {
        return "a program tells its probes to DTrace where that is there";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked().inner().bytes().matches("/dev/dtrace(/)?helper");
    }
}

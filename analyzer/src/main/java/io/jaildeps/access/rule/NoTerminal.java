package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /dev/tty} gives ENXIO without a controlling terminal, tty(4). */
final class NoTerminal implements IgnoreRule {
    @Override
    public String name() {
        return "no-terminal";
    }

    @Override
    public String reason() {
        return "a run without a terminal has no controlling terminal to open";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.failed().containsKey("ENXIO") && use.asked().inner().bytes().matches("/dev/(tty|console)");
    }
}

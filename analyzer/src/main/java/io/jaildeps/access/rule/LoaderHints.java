package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /var/run/ld-elf.so.hints}, {@code /var/run/ld.so.hints}: ldconfig(8) of the BSDs. */
final class LoaderHints implements IgnoreRule {
    @Override
    public String name() {
        return "loader-hints";
    }

    @Override
    public String reason() {
        return "the loader searches its default directories where nobody made a list of libraries";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked().inner().bytes().matches("/var/run/ld(-elf(32)?)?\\.so\\.hints");
    }
}

package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /var/ld/64/ld.config} of Solaris, {@code /etc/libmap.conf} and {@code libmap.d} of FreeBSD: crle(1), libmap.conf(5). */
final class LoaderSettings implements IgnoreRule {
    @Override
    public String name() {
        return "loader-settings";
    }

    @Override
    public String reason() {
        return "the loader reads its settings if an administrator made them";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked()
                .inner()
                .bytes()
                .matches("/var/ld/(64/|amd64/|sparcv9/)?ld\\.config|/(usr/local/)?etc/libmap(32)?(\\.conf|\\.d(/.*)?)");
    }
}

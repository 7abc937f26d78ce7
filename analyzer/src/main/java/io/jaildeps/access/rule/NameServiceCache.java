package io.jaildeps.access.rule;

import io.jaildeps.access.PathUse;

/** {@code /var/run/name_service_door} of Solaris, {@code /var/run/nscd} of FreeBSD: nscd(1M), nscd(8). */
final class NameServiceCache implements IgnoreRule {
    @Override
    public String name() {
        return "name-service-cache";
    }

    @Override
    public String reason() {
        return "the cache of the name service is asked first; without it the files are read";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.asked()
                .inner()
                .bytes()
                .matches("/(var/run|etc)/(\\.?name_service_door|nscd(/socket)?|ldap_cache_door)");
    }
}

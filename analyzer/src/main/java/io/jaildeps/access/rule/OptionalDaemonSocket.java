package io.jaildeps.access.rule;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;

/** connect(2) to a socket that is not there: nscd, syslog. */
final class OptionalDaemonSocket implements IgnoreRule {
    @Override
    public String name() {
        return "optional-socket";
    }

    @Override
    public String reason() {
        return "a daemon that may be there is asked first; nobody answers on the host either";
    }

    @Override
    public boolean explains(PathUse use) {
        return use.failed().values().stream().anyMatch(access -> access.kind() == AccessKind.CONNECT);
    }
}

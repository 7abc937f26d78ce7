package io.jaildeps.cli;

import io.jaildeps.manifest.Accounts;
import io.jaildeps.tracer.RunSpec;
import java.util.List;
import java.util.Optional;

/** Who a target runs as. @param text as given: {@code user} or {@code user:group} */
record Identity(String text, String name, String home, long uid, long gid, List<Long> groups) {
    /** Reads {@code USER[:GROUP]}; empty text is nobody in particular. */
    static Optional<Identity> of(String text, Accounts accounts) throws BadUsage {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String[] part = text.split(":", 2);
        Accounts.User user = accounts.user(part[0], true)
                .orElseThrow(() -> new BadUsage("cannot run as " + part[0] + ": no such user"));
        long gid = user.gid();
        List<Long> groups = accounts.groupIdsOf(user);
        if (part.length == 2) {
            gid = accounts.group(part[1], true)
                    .orElseThrow(() -> new BadUsage("cannot run as " + text + ": no such group " + part[1]))
                    .gid();
            groups = List.of(gid);
        }
        return Optional.of(new Identity(text, user.name(), user.home(), user.uid(), gid, groups));
    }

    RunSpec.Identity forRun() {
        return new RunSpec.Identity(true, uid, gid, groups);
    }
}

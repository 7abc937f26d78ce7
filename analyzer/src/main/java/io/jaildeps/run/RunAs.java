package io.jaildeps.run;

import io.jaildeps.manifest.Accounts;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who a program runs as.
 *
 * @param name of the user; the number where there is no name
 * @param groups the supplementary groups, without {@code gid}
 * @param source where the user was found, for people
 */
public record RunAs(String name, String home, long uid, long gid, List<Long> groups, String source) {
    public RunAs {
        groups = List.copyOf(groups);
    }

    /**
     * Reads {@code USER[:GROUP]}, names or numbers. Each is looked up in the jail first, since the programs there go by
     * what they find there, then on the host. A GROUP is the only one; without it the user has the groups that list him.
     *
     * @throws CannotRun if neither knows a name, or a number has no passwd line and no group is given
     */
    public static RunAs of(String text, HostPath jail) throws CannotRun, IOException {
        String[] part = text.split(":", 2);
        Accounts inJail = Accounts.of(new Sysroot(jail));
        Accounts onHost = Accounts.of(new Sysroot(HostPath.ROOT));
        boolean known = inJail.user(part[0], true).isPresent();
        Accounts accounts = known ? inJail : onHost;
        String source = known ? "the jail's /etc/passwd" : "the host's /etc/passwd";
        Optional<Accounts.User> user = accounts.user(part[0], true);
        if (part.length == 2) {
            long gid = inJail.group(part[1], true)
                    .or(() -> onHost.group(part[1], true))
                    .map(Accounts.Group::gid)
                    .or(() -> Accounts.number(part[1]))
                    .orElseThrow(() -> unknown(text, "no such group"));
            if (user.isEmpty()) {
                long uid = Accounts.number(part[0]).orElseThrow(() -> unknown(text, "no such user"));
                return new RunAs(part[0], "/", uid, gid, List.of(), "no passwd");
            }
            return new RunAs(user.get().name(), user.get().home(), user.get().uid(), gid, List.of(), source);
        }
        Accounts.User found = user.orElseThrow(() -> unknown(
                text,
                Accounts.number(text).isPresent() ? "it is in no passwd, so give its group too" : "no such user"));
        List<Long> groups = accounts.groupIdsOf(found).stream()
                .filter(gid -> gid != found.gid())
                .toList();
        return new RunAs(found.name(), found.home(), found.uid(), found.gid(), groups, source);
    }

    private static CannotRun unknown(String text, String reason) {
        return new CannotRun("cannot run as " + Printable.of(text) + ": " + reason);
    }

    /** The supplementary groups as setpriv(1) takes them. */
    String groupsOption() {
        return groups.isEmpty()
                ? "--clear-groups"
                : "--groups=" + groups.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}

package io.jaildeps.build;

import io.jaildeps.access.AccessKind;
import io.jaildeps.access.PathUse;
import io.jaildeps.graph.Discovery;
import io.jaildeps.manifest.UserNeeds;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells whom a run needs in passwd and group, see {@link UserNeeds}. */
final class UsersOfRun {
    private static final JailPath CONFIGURATION = JailPath.of("/etc");
    private static final Set<JailPath> ACCOUNTS = Set.of(
            JailPath.of("/etc/passwd"),
            JailPath.of("/etc/group"),
            JailPath.of("/etc/shadow"),
            JailPath.of("/etc/master.passwd"),
            JailPath.of("/etc/pwd.db"),
            JailPath.of("/etc/spwd.db"),
            JailPath.of("/etc/gshadow"),
            JailPath.of("/etc/subuid"),
            JailPath.of("/etc/subgid"));

    /** Lists of other things than users, in which words such as ftp and mail are no users. */
    private static final Set<JailPath> NO_USERS = Stream.of(
                    "services", "protocols", "networks", "hosts", "rpc", "ethers", "mime.types", "magic", "magic.mime")
            .map(name -> CONFIGURATION.resolve(name))
            .collect(Collectors.toSet());

    private final ManifestStage.Recorded run;

    UsersOfRun(ManifestStage.Recorded run) {
        this.run = run;
    }

    void addTo(UserNeeds needs, Discovery discovery, boolean all) throws IOException {
        if (ACCOUNTS.stream().noneMatch(discovery.graph()::needs)) {
            return;
        }
        if (all) {
            needs.all();
        }
        if (run.keepLogins()) {
            needs.logins();
        }
        needs.named(List.of(run.target().user()));
        needs.took(run.facts().userIds(), run.facts().groupIds());
        run.facts().commands().forEach(needs::named);
        Set<String> askers = askers();
        for (String program : askers) {
            needs.executed(JailPath.ofBytes(program));
        }
        for (PathUse use : run.uses()) {
            JailPath path = use.asked().lexical();
            boolean read = use.programs(AccessKind.READ).stream().anyMatch(askers::contains);
            if (read && CONFIGURATION.covers(path) && !ACCOUNTS.contains(path) && !NO_USERS.contains(path)) {
                needs.readBy(path);
            }
        }
    }

    /** The programs that looked into the account files; for others no name means an account. */
    private Set<String> askers() {
        Set<String> askers = new TreeSet<>();
        for (PathUse use : run.uses()) {
            if (ACCOUNTS.contains(use.asked().lexical())) {
                use.programs(AccessKind.READ).stream()
                        .filter(program -> program.startsWith("/"))
                        .forEach(askers::add);
            }
        }
        return askers;
    }
}

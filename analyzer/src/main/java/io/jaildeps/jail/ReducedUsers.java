package io.jaildeps.jail;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/** A jail's passwd, group, shadow or gshadow from the host's file of the same path. */
final class ReducedUsers {
    private final JailPlan plan;
    private final HostPath hostRoot;
    private List<String> missing = List.of();

    ReducedUsers(JailPlan plan, HostPath hostRoot) {
        this.plan = plan;
        this.hostRoot = hostRoot;
    }

    byte[] bytes(JailPath path, Content.Users content) throws IOException {
        String text = Files.readString(path.in(hostRoot).toPath(), StandardCharsets.ISO_8859_1);
        Set<String> members = keptUsers(path.parent(), text);
        AccountFile file =
                new AccountFile(path.name(), Set.copyOf(content.keep()), members, Set.copyOf(content.passwords()));
        String reduced = file.reduce(text);
        missing = file.missing(reduced);
        return reduced.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The names to keep that the host's file lacks. */
    List<String> missing() {
        return missing;
    }

    /** The names that the jail's passwd keeps; without such a file a group's members mean nothing there. */
    private Set<String> keptUsers(JailPath directory, String groups) {
        Entry passwd = plan.byPath().get(directory.resolve("passwd"));
        if (passwd instanceof Entry.File file && file.content() instanceof Content.Users users) {
            return Set.copyOf(users.keep());
        }
        return passwd instanceof Entry.File ? Set.copyOf(List.of(groups.split("[:,\n]"))) : Set.of();
    }
}

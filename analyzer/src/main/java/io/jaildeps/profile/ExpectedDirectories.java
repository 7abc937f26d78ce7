package io.jaildeps.profile;

import io.jaildeps.manifest.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The directories that a service manager would have made: made where they are absent. */
public final class ExpectedDirectories {
    private ExpectedDirectories() {}

    /** Makes those that are absent, with their owners and modes. */
    public static void make(List<Profile.Directory> directories, Accounts accounts) throws BadProfile, IOException {
        for (Profile.Directory directory : directories) {
            Path path = Path.of(directory.path());
            if (Files.exists(path)) {
                continue;
            }
            Optional<Accounts.User> owner = accounts.user(directory.owner(), true);
            Optional<Accounts.Group> group = accounts.group(directory.group(), true);
            if (owner.isEmpty() || group.isEmpty()) {
                throw new BadProfile("cannot make " + path + ": no " + directory.owner() + ":" + directory.group());
            }
            Files.createDirectories(path);
            Files.setAttribute(path, "unix:uid", (int) owner.get().uid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", (int) group.get().gid(), LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:mode", Integer.parseInt(directory.mode(), 8));
        }
    }
}

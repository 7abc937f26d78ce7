package io.jaildeps.profile;

import io.jaildeps.manifest.Accounts;
import io.jaildeps.path.HostPath;
import io.jaildeps.tracer.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The directories that a service manager would have made: made where they are absent. */
public final class ExpectedDirectories {
    private ExpectedDirectories() {}

    /** Makes those that are absent, with their owners and modes; the workspace takes them away again if still empty. */
    public static void make(List<Profile.Directory> directories, Accounts accounts, Workspace workspace)
            throws BadProfile, IOException {
        for (Profile.Directory directory : directories) {
            Path path = Path.of(directory.path());
            if (!Files.exists(path)) {
                make(directory, path, accounts, workspace);
            }
        }
    }

    private static void make(Profile.Directory directory, Path path, Accounts accounts, Workspace workspace)
            throws BadProfile, IOException {
        Optional<Accounts.User> owner = accounts.user(directory.owner(), true);
        Optional<Accounts.Group> group = accounts.group(directory.group(), true);
        if (owner.isEmpty() || group.isEmpty()) {
            throw new BadProfile("cannot make " + path + ": no " + directory.owner() + ":" + directory.group());
        }
        Files.createDirectories(path.getParent() == null ? path : path.getParent());
        workspace.emptyDirectory(HostPath.of(path));
        Files.createDirectory(path);
        Files.setAttribute(path, "unix:uid", (int) owner.get().uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", (int) group.get().gid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:mode", Integer.parseInt(directory.mode(), 8));
    }
}

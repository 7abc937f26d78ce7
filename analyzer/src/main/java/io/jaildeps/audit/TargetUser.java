package io.jaildeps.audit;

import io.jaildeps.manifest.Accounts;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whom the manifest's target runs as; root and an unknown user may write nothing that counts here. */
record TargetUser(String name, Optional<Long> uid, Set<Long> gids) {
    private static final TargetUser NOBODY = new TargetUser("", Optional.empty(), Set.of());

    TargetUser {
        gids = Set.copyOf(gids);
    }

    /** @param manifest its user is {@code USER} or {@code USER:GROUP}, names or numbers of the host */
    static TargetUser of(Optional<Manifest> manifest, Accounts accounts) {
        if (manifest.isEmpty()) {
            return NOBODY;
        }
        String text = manifest.get().target().user();
        String[] parts = text.split(":", 2);
        Optional<Long> uid = accounts.uid(parts[0]).filter(number -> number != 0);
        if (uid.isEmpty()) {
            return NOBODY;
        }
        Set<Long> gids = new HashSet<>();
        if (parts.length > 1) {
            accounts.gid(parts[1]).ifPresent(gids::add);
        } else {
            accounts.user(parts[0], true).ifPresent(user -> gids.addAll(accounts.groupIdsOf(user)));
        }
        return new TargetUser(Printable.of(text), uid, gids);
    }

    /** As the kernel decides it, path_resolution(7): the owner's bits, else the group's, else the others'. */
    boolean mayWrite(Inode inode) {
        if (uid.isEmpty()) {
            return false;
        } else if (uid.get() == inode.uid()) {
            return (inode.mode() & 0200) != 0;
        }
        return (inode.mode() & (gids.contains(inode.gid()) ? 020 : 02)) != 0;
    }
}

package io.jaildeps.manifest;

import io.jaildeps.tree.Inode;

/** Who owns an inode of the jail, and what its owner, its group and others may do with it. */
record Rights(Mode mode, Owner owner) {
    static Rights ofHost(Inode inode, Accounts accounts) {
        return new Rights(new Mode(inode.mode()), accounts.owner(inode.uid(), inode.gid()));
    }
}

package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.util.Optional;

/**
 * A regular file of the jail that is to be read.
 *
 * @param file where it is
 * @param twin the host's file whose bytes it should have, of the same size; empty if there is nothing to compare
 * @param digested whether its SHA-256 is asked for
 * @param searched whether to look for secrets in it
 */
record FileTask(
        JailPath path, Inode inode, HostPath file, Optional<HostPath> twin, boolean digested, boolean searched) {}

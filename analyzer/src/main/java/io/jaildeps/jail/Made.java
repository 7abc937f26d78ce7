package io.jaildeps.jail;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;

/**
 * One inode of the jail as it was really made.
 *
 * @param mode permission bits, 0 to 07777; 0777 for a link
 * @param sizeBytes of a file's content or a link's target, else 0
 */
public record Made(JailPath path, Inode.Kind kind, int mode, long uid, long gid, long sizeBytes) {}

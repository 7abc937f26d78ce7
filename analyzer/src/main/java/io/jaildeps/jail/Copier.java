package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.util.List;

/**
 * Carries inodes from tree to tree under the same path, with all their attributes. GNU's cp(1) does where it is to be
 * had, since it keeps holes, capabilities and ACLs; else the JDK. Without root the JDK too: {@code cp --parents} gives a
 * directory its attributes before the last file is in it, and then can not write.
 */
interface Copier {
    /** True if file capabilities and other extended attributes come along. */
    boolean keepsExtendedAttributes();

    /** Copies regular files. The directories are there already; their attributes may change. */
    void copy(HostPath from, List<CopyGroup> groups, HostPath to) throws IOException, InterruptedException;

    /**
     * Gives inodes a second name; a directory is made anew with its attributes, and all beneath it comes along. Parents
     * that {@code to} lacks are made as they are in {@code from}.
     */
    void link(HostPath from, List<JailPath> paths, HostPath to) throws IOException, InterruptedException;
}

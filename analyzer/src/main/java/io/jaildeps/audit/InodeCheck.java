package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;

/** Looks at each inode of a jail as the walk meets it. */
interface InodeCheck {
    void inode(JailPath path, Inode inode) throws IOException;

    /** When all were seen. */
    default void finish() throws IOException {}
}

/**
 * A tree of files as a program sees it whose root directory it is: the host's own, a sysroot or a jail. Comes in: paths.
 * Goes out: where they lead, by path_resolution(7), without ever following a link out of the tree.
 */
@NullMarked
package io.jaildeps.tree;

import org.jspecify.annotations.NullMarked;

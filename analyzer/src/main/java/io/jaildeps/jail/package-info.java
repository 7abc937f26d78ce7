/**
 * A manifest becomes a directory tree. Comes in: a {@link io.jaildeps.manifest.Manifest} and the host's files. Goes out:
 * {@link io.jaildeps.jail.BuildResult}, what was really made, and the lock of what the jail holds. The jail is at every
 * moment the old tree or the new one, see {@code docs/jail.md}.
 */
@NullMarked
package io.jaildeps.jail;

import org.jspecify.annotations.NullMarked;

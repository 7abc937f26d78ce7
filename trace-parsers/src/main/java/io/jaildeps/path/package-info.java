/**
 * Paths as a Unix kernel sees them: bytes, absolute, normalised. Comes in: bytes or Latin-1 text from a trace, a
 * manifest or a command line. Goes out: {@link io.jaildeps.path.HostPath} and {@link io.jaildeps.path.JailPath}, which
 * can not be mistaken for each other. Imports nothing of the project.
 */
@NullMarked
package io.jaildeps.path;

import org.jspecify.annotations.NullMarked;

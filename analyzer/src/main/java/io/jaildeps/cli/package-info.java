/** The command line: the one place that touches System.out, System.err, exit, the clock and the environment. */
@NullMarked
package io.jaildeps.cli;

import org.jspecify.annotations.NullMarked;

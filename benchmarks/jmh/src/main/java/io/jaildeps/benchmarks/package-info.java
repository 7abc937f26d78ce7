/** What the stages that meet gigabytes cost in a warm machine. Comes in: recorded traces of the fixtures. Goes out: JMH's table. */
@NullMarked
package io.jaildeps.benchmarks;

import org.jspecify.annotations.NullMarked;

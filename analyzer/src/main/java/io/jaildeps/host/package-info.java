/**
 * The machine that jaildeps itself runs on: where its file systems are mounted, and the system's own tools that do what
 * the JDK can not. Comes in: names and paths. Goes out: what is there, and how a tool ended.
 */
@NullMarked
package io.jaildeps.host;

import org.jspecify.annotations.NullMarked;

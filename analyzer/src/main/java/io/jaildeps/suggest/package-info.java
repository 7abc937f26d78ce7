/**
 * What a program may need that no run has proved, told by rules that are data. Comes in: what a run needed, and the tree.
 * Goes out: {@link io.jaildeps.manifest.Manifest.Suggestion}s, each with the rule and the reason, and which of them a
 * person took in.
 */
@NullMarked
package io.jaildeps.suggest;

import org.jspecify.annotations.NullMarked;

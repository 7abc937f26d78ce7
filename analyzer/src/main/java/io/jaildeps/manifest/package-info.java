/**
 * What a program needs, as a small reviewable document. Comes in: a dependency graph, or the JSON of a manifest. Goes
 * out: {@link io.jaildeps.manifest.Manifest} and its JSON, one entry a line, the same bytes for the same facts.
 */
@NullMarked
package io.jaildeps.manifest;

import org.jspecify.annotations.NullMarked;

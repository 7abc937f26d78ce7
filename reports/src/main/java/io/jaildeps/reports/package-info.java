/**
 * Results as jaildeps publishes them. Comes in: records of plain text and numbers, made by the analyzer's publish
 * package. Goes out: their text, JSON and DOT forms. Knows no class of the analyzer, so that what others read stays the
 * same when the analyzer changes; the JSON Schemas are the resources of {@code io/jaildeps/schema}.
 *
 * <p>Every record cleans its strings when it is made ({@code Visible}), so no renderer can emit a control byte.
 */
@NullMarked
package io.jaildeps.reports;

import org.jspecify.annotations.NullMarked;

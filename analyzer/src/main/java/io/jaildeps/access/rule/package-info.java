/**
 * Why a path that a target asked for is no need of it: one tiny class a rule, listed in {@link
 * io.jaildeps.access.rule.IgnoreRules}. Comes in: the uses of paths that are absent on the host too. Goes out: the name
 * of the first rule that explains each, for the manifest's {@code ignored}.
 */
@NullMarked
package io.jaildeps.access.rule;

import org.jspecify.annotations.NullMarked;

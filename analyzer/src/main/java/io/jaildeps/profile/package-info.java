/**
 * What is known of services beforehand: how to start one in the foreground and how to use it. Comes in: small JSON files,
 * shipped or the user's own. Goes out: {@link io.jaildeps.profile.Profile}, and for one run a {@link
 * io.jaildeps.profile.Preparation}. The format is described in docs/profiles.md.
 */
@NullMarked
package io.jaildeps.profile;

import org.jspecify.annotations.NullMarked;

/**
 * JSON that people write or hand on: rules, profiles, manifests, locks. Comes in: bytes, hostile ones. Goes out: a tree of
 * {@link com.fasterxml.jackson.databind.JsonNode}, or {@link io.jaildeps.json.BadJson} with the line.
 */
@NullMarked
package io.jaildeps.json;

import org.jspecify.annotations.NullMarked;

/**
 * An existing jail, made by us or not, becomes findings: what is missing, stale or changed, dangerous, or not needed.
 * Comes in: a directory, perhaps the manifest and lock that it was made of, the host to compare with, and rules, which
 * are data. Goes out: {@link io.jaildeps.audit.AuditResult}. The jail is hostile: links are resolved inside of it, only
 * regular files are opened, and nothing of it is executed.
 */
@NullMarked
package io.jaildeps.audit;

import org.jspecify.annotations.NullMarked;

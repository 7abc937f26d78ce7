package io.jaildeps.audit;

import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.Optional;

/**
 * What to audit and against what.
 *
 * @param jail a directory, a path without links
 * @param host the root of the system that the jail's files came from
 * @param manifest what the jail was made of, if it is known
 * @param lock which files exactly it was made of, if that is known
 * @param programs what the jail is for, besides the manifest's target
 * @param rebuild the command that makes the jail anew; empty without a manifest
 */
public record AuditRequest(
        HostPath jail,
        HostPath host,
        Optional<Manifest> manifest,
        Optional<Lock> lock,
        List<JailPath> programs,
        Rules rules,
        List<Ignored> ignoring,
        String rebuild) {
    public AuditRequest {
        programs = List.copyOf(programs);
        ignoring = List.copyOf(ignoring);
    }
}

package io.jaildeps.jail;

/** Whether a build could be done, and what it would do. */
public sealed interface PreviewResult {
    /** It could. */
    record Possible(Preview preview) implements PreviewResult {}

    /** It would be refused. */
    record Impossible(BuildResult.Refused why) implements PreviewResult {}
}

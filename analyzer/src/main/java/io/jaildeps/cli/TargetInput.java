package io.jaildeps.cli;

import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import io.jaildeps.tracer.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the target reads from its standard input: nothing, or a file that every run gets from its beginning. */
final class TargetInput {
    private static final HostPath NOTHING = HostPath.of("/dev/null");

    private TargetInput() {}

    /** What a manifest says of it: where the same can be read again, or only that there was something. */
    static String named(@Nullable Path given) {
        if (given == null) {
            return "";
        }
        return isOurs(given) || !Files.isRegularFile(given)
                ? Manifest.Target.NOT_KEPT
                : HostPath.of(given).bytes();
    }

    /** A copy of what is given, or nothing. */
    static HostPath copy(@Nullable Path given, Workspace workspace) throws BadInput, IOException {
        if (given == null) {
            return NOTHING;
        }
        HostPath copy = workspace.file("stdin");
        try (InputStream in = Files.newInputStream(isOurs(given) ? Path.of("/dev/stdin") : given)) {
            Files.copy(in, copy.toPath());
        } catch (IOException e) {
            throw TraceFile.unreadable(Words.visible(given.toString()), e);
        }
        return copy;
    }

    /** What is given, or else what the manifest names. */
    static HostPath copy(@Nullable Path given, Manifest.Target target, Workspace workspace)
            throws BadInput, IOException {
        if (given != null || target.stdin().isEmpty()) {
            return copy(given, workspace);
        }
        if (target.stdin().equals(Manifest.Target.NOT_KEPT)) {
            throw new BadInput(
                    "cannot repeat the manifest's proof: what its target read from standard input is not kept;"
                            + " give --stdin FILE");
        }
        return copy(HostPath.ofBytes(target.stdin()).toPath(), workspace);
    }

    private static boolean isOurs(Path given) {
        return given.toString().equals("-");
    }
}

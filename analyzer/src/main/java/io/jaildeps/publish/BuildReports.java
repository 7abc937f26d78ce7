package io.jaildeps.publish;

import io.jaildeps.jail.BuildResult;
import io.jaildeps.jail.Made;
import io.jaildeps.path.HostPath;
import io.jaildeps.reports.BuildReport;
import io.jaildeps.reports.EntryKind;
import io.jaildeps.tree.Inode;
import java.util.Locale;

/** Makes the report of a build. */
public final class BuildReports {
    private BuildReports() {}

    public static BuildReport of(HostPath jail, HostPath manifest, BuildResult result) {
        return new BuildReport(jail.toString(), manifest.toString(), result(result));
    }

    private static BuildReport.Result result(BuildResult result) {
        if (result instanceof BuildResult.Built built) {
            return new BuildReport.Built(
                    built.made().stream().map(BuildReports::made).toList(),
                    built.stateCount(),
                    built.warnings().stream()
                            .map(warning ->
                                    new BuildReport.Warning(warning.path().toString(), warning.text()))
                            .toList());
        }
        BuildResult.Refused refused = (BuildResult.Refused) result;
        return new BuildReport.Refused(refused.cause().name().toLowerCase(Locale.ROOT), refused.problems());
    }

    private static BuildReport.Made made(Made made) {
        String permissions = made.kind() == Inode.Kind.SYMLINK
                ? ""
                : String.format(Locale.ROOT, "%04o %d:%d", made.mode(), made.uid(), made.gid());
        return new BuildReport.Made(kind(made.kind()), made.path().toString(), permissions, made.sizeBytes());
    }

    private static EntryKind kind(Inode.Kind kind) {
        return switch (kind) {
            case FILE -> EntryKind.FILE;
            case DIRECTORY -> EntryKind.DIRECTORY;
            case SYMLINK -> EntryKind.SYMLINK;
            case FIFO -> EntryKind.FIFO;
            default -> EntryKind.DEVICE;
        };
    }
}

package io.jaildeps.publish;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.manifest.PathText;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.reports.EntryKind;
import io.jaildeps.reports.ManifestReport;
import java.util.List;
import java.util.OptionalLong;

/** Makes the report of a manifest. */
public final class ManifestReports {
    private ManifestReports() {}

    /** Everything that the manifest says; the size of its files is not in it. */
    public static ManifestReport of(Manifest manifest) {
        return of(manifest, OptionalLong.empty());
    }

    /** The same with what its files have together, if somebody has looked. */
    public static ManifestReport of(Manifest manifest, OptionalLong sizeBytes) {
        return new ManifestReport(
                target(manifest.target()),
                new ManifestReport.Platform(
                        manifest.platform().os(), manifest.platform().arch()),
                sizeBytes,
                manifest.entries().stream().map(ManifestReports::entry).toList(),
                manifest.mounts().stream()
                        .map(mount -> new ManifestReport.Mount(text(mount.path()), mount.fstype(), mount.why()))
                        .toList(),
                manifest.sockets().stream()
                        .map(socket -> new ManifestReport.Socket(
                                text(socket.path()), AdviceInWords.of(socket.advice()), socket.why()))
                        .toList(),
                manifest.ignored().stream()
                        .map(ignored -> new ManifestReport.Ignored(
                                ignored.rule(), ignored.reason(), ignored.count(), texts(ignored.examples())))
                        .toList(),
                manifest.suggestions().stream()
                        .map(suggestion -> new ManifestReport.Suggestion(
                                text(suggestion.path()), suggestion.rule(), suggestion.why()))
                        .toList());
    }

    private static ManifestReport.Target target(Manifest.Target target) {
        return new ManifestReport.Target(
                command(target), text(target.cwd()), target.user(), target.ready(), target.exercise());
    }

    /** Not printable yet: the records make it so, and a shell must be able to read it, so no backslash is doubled. */
    static List<String> command(Manifest.Target target) {
        return target.command().stream().map(PathText::toText).toList();
    }

    private static ManifestReport.Entry entry(Entry entry) {
        if (entry instanceof Entry.Unverified unverified) {
            ManifestReport.Entry supposed = entry(unverified.supposed());
            String detail = supposed.detail().isEmpty() ? "unverified" : supposed.detail() + ", unverified";
            return new ManifestReport.Entry(
                    supposed.kind(),
                    supposed.path(),
                    detail,
                    supposed.permissions(),
                    supposed.secret(),
                    supposed.setsId(),
                    supposed.why());
        }
        if (entry instanceof Entry.File file) {
            return new ManifestReport.Entry(
                    EntryKind.FILE,
                    text(file.path()),
                    content(file.content()),
                    permissions(file.mode(), file.owner()),
                    file.secret(),
                    file.mode().setsId(),
                    file.why());
        } else if (entry instanceof Entry.Directory directory) {
            return plain(EntryKind.DIRECTORY, entry, "", permissions(directory.mode(), directory.owner()));
        } else if (entry instanceof Entry.Symlink symlink) {
            return plain(EntryKind.SYMLINK, entry, "-> " + Printable.of(symlink.target()), "");
        } else if (entry instanceof Entry.Device device) {
            String permissions = permissions(device.mode(), device.owner());
            return plain(EntryKind.DEVICE, entry, device.device().toString(), permissions);
        } else if (entry instanceof Entry.Fifo fifo) {
            return plain(EntryKind.FIFO, entry, "", permissions(fifo.mode(), fifo.owner()));
        }
        throw new IllegalStateException("no report for a " + entry.getClass().getSimpleName());
    }

    private static ManifestReport.Entry plain(EntryKind kind, Entry entry, String detail, String permissions) {
        return new ManifestReport.Entry(kind, text(entry.path()), detail, permissions, false, false, entry.why());
    }

    private static String content(Content content) {
        if (content instanceof Content.Users users) {
            return users.keep().isEmpty()
                    ? "without any name"
                    : "only " + String.join(", ", users.keep())
                            + (users.passwords().isEmpty()
                                    ? ""
                                    : ", with the passwords of " + String.join(", ", users.passwords()));
        } else if (content instanceof Content.Empty) {
            return "made empty";
        } else if (content instanceof Content.LoaderCache) {
            return "made for the jail's libraries";
        }
        return "";
    }

    private static String permissions(Mode mode, Owner owner) {
        return mode + " " + owner.user() + ":" + owner.group();
    }

    private static String text(JailPath path) {
        return path.toString();
    }

    static List<String> texts(List<JailPath> paths) {
        return paths.stream().map(JailPath::toString).toList();
    }
}

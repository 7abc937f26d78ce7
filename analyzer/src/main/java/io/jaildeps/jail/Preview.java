package io.jaildeps.jail;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a build would do.
 *
 * @param tree a line for each inode that would be made, sorted by path: {@code file 0755 root:root /bin/ls}
 * @param changes of a jail that stands, sorted by path; none of one that does not
 * @param stateCount what programs wrote in the jail and would stay, a directory with all in it counts once
 */
public record Preview(List<String> tree, List<Change> changes, int stateCount) {
    public Preview {
        tree = List.copyOf(tree);
        changes = changes.stream()
                .sorted(Comparator.comparing(Change::path).thenComparing(Change::kind))
                .toList();
    }

    /** @param state what would be kept @param replaced what the host has replaced */
    static Preview of(Maker.Inputs inputs, HostPath jail, KeptState state, List<Change> replaced) throws IOException {
        Set<JailPath> owned = state.lastOwned();
        List<String> tree = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        boolean stands = !owned.isEmpty() && Destination.isDirectory(jail);
        for (Entry entry : inputs.plan().entries()) {
            tree.add(line(entry));
            if (stands) {
                new Comparison(inputs, jail).change(entry).ifPresent(changes::add);
            }
        }
        if (stands) {
            changes.addAll(replaced);
            for (JailPath path : owned) {
                boolean isReplaced =
                        replaced.stream().anyMatch(change -> change.path().equals(path));
                if (!inputs.plan().byPath().containsKey(path) && !isReplaced) {
                    changes.add(new Change(path, Change.Kind.GONE, ""));
                }
            }
        }
        return new Preview(tree, changes, state.roots().size());
    }

    private static String line(Entry entry) {
        if (entry instanceof Entry.Symlink link) {
            return "symlink " + link.path() + " -> " + Printable.of(link.target());
        }
        Entry.Owned owned = (Entry.Owned) entry;
        String type = entry instanceof Entry.Device device
                ? "device " + device.device()
                : entry.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return type + " " + owned.mode() + " " + owned.owner().user() + ":"
                + owned.owner().group() + " " + entry.path() + content(entry);
    }

    private static String content(Entry entry) {
        if (!(entry instanceof Entry.File file)) {
            return "";
        }
        String words = file.content() instanceof Content.Users users
                ? " (only " + String.join(", ", users.keep()) + ")"
                : file.content() instanceof Content.Empty
                        ? " (empty)"
                        : file.content() instanceof Content.LoaderCache ? " (of the jail's libraries)" : "";
        return words + (file.secret() ? " (secret)" : "");
    }

    /** One entry against what the jail has. Bytes are not read: copies have the host's time, whatever changed them. */
    private record Comparison(Maker.Inputs inputs, HostPath jail) {
        Optional<Change> change(Entry entry) throws IOException {
            Optional<Inode> found = Inode.at(entry.path().in(jail));
            if (found.isEmpty()) {
                return Optional.of(new Change(entry.path(), Change.Kind.NEW, ""));
            }
            List<String> what = new ArrayList<>();
            if (!found.get().is(kind(entry))) {
                what.add("is a " + found.get().kind());
            } else if (entry instanceof Entry.Symlink link) {
                String target = HostPath.bytesOf(
                        Files.readSymbolicLink(entry.path().in(jail).toPath()));
                if (!target.equals(link.target())) {
                    what.add("leads to " + Printable.of(target));
                }
            } else {
                attributes((Entry.Owned) entry, found.get(), what);
            }
            return what.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Change(entry.path(), Change.Kind.CHANGED, String.join(", ", what)));
        }

        private void attributes(Entry.Owned entry, Inode found, List<String> what) {
            boolean shared = found.is(Inode.Kind.FILE)
                    && found.links() > 1
                    && found.mode() == (entry.mode().bits() & 0555);
            if (found.mode() != entry.mode().bits() && !shared) {
                what.add("has mode " + String.format(Locale.ROOT, "%04o", found.mode()));
            }
            Owners.Ids ids = inputs.owners().ids(entry.owner()).orElseThrow();
            if (found.uid() != ids.uid() || found.gid() != ids.gid()) {
                what.add("is owned by " + found.uid() + ":" + found.gid());
            }
            boolean copied = entry instanceof Entry.File file && file.content() instanceof Content.Copy;
            Optional<Inode> host = inputs.sources().inode(entry.path());
            if (copied && host.isPresent()) {
                if (host.get().sizeBytes() != found.sizeBytes()) {
                    what.add("has another size than the host's");
                } else if (!host.get().modified().equals(found.modified())) {
                    what.add("was last changed at another time than the host's");
                }
            }
        }

        private static Inode.Kind kind(Entry entry) {
            if (entry instanceof Entry.Device device) {
                return device.device().block() ? Inode.Kind.BLOCK_DEVICE : Inode.Kind.CHARACTER_DEVICE;
            }
            return entry instanceof Entry.Directory
                    ? Inode.Kind.DIRECTORY
                    : entry instanceof Entry.Symlink
                            ? Inode.Kind.SYMLINK
                            : entry instanceof Entry.Fifo ? Inode.Kind.FIFO : Inode.Kind.FILE;
        }
    }
}

package io.jaildeps.jail;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.Counted;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every inode of the jail, parents before children: the manifest's entries and the directories that they and the mounts
 * need. Made only of what can not lead out of the jail: no entry lies beneath a link or a file.
 */
final class JailPlan {
    private static final int MAX_NAME_BYTES = 255;
    private static final int MAX_PATH_BYTES = 4000;

    private final SortedMap<JailPath, Entry> entries = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Manifest manifest;

    JailPlan(Manifest manifest) {
        this.manifest = manifest;
        manifest.entries()
                .forEach(entry -> add(entry instanceof Entry.Unverified unverified ? unverified.supposed() : entry));
        checkVerified(manifest.entries());
        Entry root = entries.computeIfAbsent(JailPath.ROOT, JailPlan::plainDirectory);
        if (!(root instanceof Entry.Directory)) {
            problems.add("/ must be a directory");
            return;
        }
        for (Entry entry : manifest.entries()) {
            addParents(entry.path());
        }
        for (Manifest.Mount mount : manifest.mounts()) {
            addParents(mount.path().resolve("mounted"));
        }
    }

    /** Why this manifest must not be built; empty if it may. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** What this is the plan of. */
    Manifest manifest() {
        return manifest;
    }

    Collection<Entry> entries() {
        return entries.values();
    }

    Map<JailPath, Entry> byPath() {
        return entries;
    }

    /** Files that are made from others come after these, directories last and children first. */
    List<Entry> inOrderOfMaking() {
        List<Entry> directories = new ArrayList<>();
        List<Entry> others = new ArrayList<>();
        List<Entry> derived = new ArrayList<>();
        for (Entry entry : entries()) {
            if (entry instanceof Entry.Directory) {
                directories.add(0, entry);
            } else if (entry instanceof Entry.File file && file.content() instanceof Content.LoaderCache) {
                derived.add(entry);
            } else {
                others.add(entry);
            }
        }
        others.addAll(derived);
        others.addAll(directories);
        return others;
    }

    private void checkVerified(List<Entry> all) {
        List<Entry> unverified =
                all.stream().filter(Entry.Unverified.class::isInstance).toList();
        if (!unverified.isEmpty()) {
            problems.add(Counted.of(unverified.size(), "entry is", "entries are") + " unverified, such as "
                    + unverified.get(0).path()
                    + ": they come from a trace alone; make the manifest anew with parse --sysroot DIR");
        }
    }

    private void add(Entry entry) {
        JailPath path = entry.path();
        if (path.bytes().length() > MAX_PATH_BYTES
                || path.components().stream().anyMatch(name -> name.length() > MAX_NAME_BYTES)) {
            problems.add(path + ": the name is too long");
        }
        if (entry instanceof Entry.Symlink link) {
            checkTarget(link);
        } else if (entry instanceof Entry.Device device && !device.device().isOfLinux()) {
            problems.add(path + ": " + device.device() + " is greater than any device of this system");
        } else if (entry instanceof Entry.File file
                && file.content() instanceof Content.Users
                && !AccountFile.isKnown(path.name())) {
            problems.add(path + ": content \"users\" is only for " + AccountFile.NAMES);
        }
        entries.put(path, entry);
    }

    private void checkTarget(Entry.Symlink link) {
        if (link.target().length() > MAX_PATH_BYTES) {
            problems.add(link.path() + ": the link's target is too long");
        }
        int depth = link.target().startsWith("/") ? 0 : link.path().components().size() - 1;
        for (String name : link.target().split("/")) {
            if (name.equals("..")) {
                depth--;
            } else if (!name.isEmpty() && !name.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                problems.add(
                        link.path() + ": the link's target " + Printable.of(link.target()) + " leads out of the jail");
                return;
            }
        }
    }

    private void addParents(JailPath path) {
        for (JailPath parent = path; !parent.isRoot(); ) {
            parent = parent.parent();
            Entry entry = entries.computeIfAbsent(parent, JailPlan::plainDirectory);
            if (!(entry instanceof Entry.Directory)) {
                problems.add(path + ": lies beneath " + parent + ", which is not a directory in this manifest");
            }
        }
    }

    private static Entry plainDirectory(JailPath path) {
        return new Entry.Directory(path, Mode.DIRECTORY, Owner.ROOT, List.of());
    }
}

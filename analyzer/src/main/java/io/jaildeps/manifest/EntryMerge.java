package io.jaildeps.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The union of entries. Type, link target, device, mode and owner must agree: no choice between a link and a directory, or
 * between 0700 and 0755, is right for everybody, and a wrong one opens a jail or breaks it. What more of a file some run
 * needs includes what less another needs: its bytes more than its existence, all its users more than some.
 */
final class EntryMerge {
    private final List<MergeResult.Conflict> conflicts;

    EntryMerge(List<MergeResult.Conflict> conflicts) {
        this.conflicts = conflicts;
    }

    List<Entry> union(List<List<Entry>> manifests) {
        List<Claims<Entry>> claims = Claims.gathered(manifests, Entry::path, path -> path.toString());
        List<Entry> entries = new ArrayList<>();
        claims.forEach(claim -> entries.add(entry(claim)));
        findBeneath(claims);
        return entries;
    }

    /** What nobody has verified gives way to what somebody has; its reasons stay. */
    private Entry entry(Claims<Entry> claims) {
        List<String> why =
                ReasonUnion.of(claims.values().stream().map(Entry::why).toList());
        Claims<Entry> verified = new Claims<>(
                claims.subject(),
                claims.all().stream()
                        .filter(from -> !(from.value() instanceof Entry.Unverified))
                        .toList());
        if (!verified.all().isEmpty()) {
            return merged(verified, why);
        }
        // guesses do not contradict each other: one is taken, the same in whatever order they come
        List<Entry> guesses = claims.values().stream()
                .map(entry -> ((Entry.Unverified) entry).supposed())
                .sorted(Comparator.comparing(guess -> EntryAttributes.of(guess).toString()))
                .toList();
        return new Entry.Unverified(merged(
                new Claims<>(claims.subject(), List.of(new Claims.From<>(0, guesses.get(0)))), why));
    }

    private Entry merged(Claims<Entry> claims, List<String> why) {
        int before = conflicts.size();
        Entry first = claims.agreed("type", EntryAttributes::type, conflicts);
        if (conflicts.size() > before) {
            return first;
        }
        if (first instanceof Entry.Symlink link) {
            claims.agreed("target", entry -> EntryAttributes.of(entry).getOrDefault("target", ""), conflicts);
            return new Entry.Symlink(link.path(), link.target(), why);
        }
        Claims<Entry.Owned> owned = claims.of(Entry.Owned.class::cast);
        Mode mode = owned.of(Entry.Owned::mode).agreed("mode", Mode::toString, conflicts);
        Owner owner = owned.of(Entry.Owned::owner).agreed("owner", both -> both.user() + ":" + both.group(), conflicts);
        if (first instanceof Entry.File) {
            Claims<Entry.File> files = claims.of(Entry.File.class::cast);
            boolean secret = files.values().stream().anyMatch(Entry.File::secret);
            return new Entry.File(first.path(), mode, owner, content(files.of(Entry.File::content)), secret, why);
        } else if (first instanceof Entry.Device device) {
            claims.agreed("device", entry -> EntryAttributes.of(entry).getOrDefault("device", ""), conflicts);
            return new Entry.Device(device.path(), device.device(), mode, owner, why);
        }
        return first instanceof Entry.Directory
                ? new Entry.Directory(first.path(), mode, owner, why)
                : new Entry.Fifo(first.path(), mode, owner, why);
    }

    /** Nothing, some users, everything; a cache made for the jail is more than nothing and goes with neither other. */
    private Content content(Claims<Content> claims) {
        List<Content> contents = claims.values();
        boolean cache = contents.stream().anyMatch(Content.LoaderCache.class::isInstance);
        boolean bytes = contents.stream()
                .anyMatch(content -> content instanceof Content.Copy || content instanceof Content.Users);
        if (cache && bytes) {
            Claims<Content> some = new Claims<>(
                    claims.subject(),
                    claims.all().stream()
                            .filter(from -> !(from.value() instanceof Content.Empty))
                            .toList());
            // that a file is whole in one and reduced in another is no conflict by itself
            some.agreed(
                    "content", content -> content instanceof Content.LoaderCache ? "loader-cache" : "copy", conflicts);
        }
        if (cache) {
            return new Content.LoaderCache();
        } else if (contents.stream().anyMatch(Content.Copy.class::isInstance)) {
            return new Content.Copy();
        } else if (!bytes) {
            return new Content.Empty();
        }
        TreeSet<String> keep = new TreeSet<>();
        TreeSet<String> passwords = new TreeSet<>();
        for (Content content : contents) {
            if (content instanceof Content.Users users) {
                keep.addAll(users.keep());
                passwords.addAll(users.passwords());
            }
        }
        return new Content.Users(new ArrayList<>(keep), new ArrayList<>(passwords));
    }

    /** Manifests of hosts with another layout: /bin is a link here, and there it holds a file. */
    private void findBeneath(List<Claims<Entry>> claims) {
        Map<String, Claims<Entry>> byPath = new TreeMap<>(Comparator.naturalOrder());
        claims.forEach(claim -> byPath.put(claim.values().get(0).path().bytes(), claim));
        for (Claims<Entry> claim : claims) {
            String path = claim.values().get(0).path().bytes();
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                Claims<Entry> above = byPath.get(path.substring(0, slash));
                if (above != null && !(above.values().get(0) instanceof Entry.Directory)) {
                    Map<String, Integer> values = new TreeMap<>();
                    values.put("an entry beneath", claim.all().get(0).source());
                    values.put(
                            EntryAttributes.type(above.values().get(0)),
                            above.all().get(0).source());
                    conflicts.add(new MergeResult.Conflict(above.subject(), "type", values));
                    return; // one layout against another: the first tells it
                }
            }
        }
    }
}

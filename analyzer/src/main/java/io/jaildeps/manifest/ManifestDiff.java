package io.jaildeps.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What one manifest says and another does not: by thing, attribute and reason. Empty if and only if they are equal. */
public record ManifestDiff(List<Item> items) {
    /** Its values may be secrets, so only that they differ is told. */
    static final String ENVIRONMENT = "environment ";

    private static final String SET = "set";

    /** The parts of a manifest. */
    public enum Section {
        TARGET,
        PLATFORM,
        ENTRY,
        MOUNT,
        SOCKET,
        IGNORED,
        SUGGESTION
    }

    /** What became of a thing. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A thing that is not the same.
     *
     * @param name a path or a rule, fit for a terminal
     * @param changes of its attributes; all attributes of a thing that was added or removed
     * @param newReasons those that the old manifest does not give for it
     * @param oldReasons those that the new manifest does not give for it
     */
    public record Item(
            Section section,
            String name,
            Kind kind,
            List<Change> changes,
            List<String> newReasons,
            List<String> oldReasons) {
        public Item {
            changes = List.copyOf(changes);
            newReasons = List.copyOf(newReasons);
            oldReasons = List.copyOf(oldReasons);
        }
    }

    /** One attribute. @param before empty if there was none @param after empty if there is none */
    public record Change(String attribute, String before, String after) {}

    public ManifestDiff {
        items = List.copyOf(items);
    }

    /** Compares two manifests; items are in the order of their sections, then of their names. */
    public static ManifestDiff between(Manifest before, Manifest after) {
        Map<String, Facts> old = byKey(before);
        Map<String, Facts> now = byKey(after);
        Set<String> keys = new LinkedHashSet<>(old.keySet());
        keys.addAll(now.keySet());
        List<Item> items = new ArrayList<>();
        for (String key : keys) {
            Facts was = old.get(key);
            Facts is = now.get(key);
            if (was == null) {
                items.add(alone(Objects.requireNonNull(is), Kind.ADDED));
            } else if (is == null) {
                items.add(alone(was, Kind.REMOVED));
            } else if (!was.equals(is)) {
                items.add(changed(was, is));
            }
        }
        items.sort((a, b) -> a.section() != b.section()
                ? a.section().compareTo(b.section())
                : a.name().compareTo(b.name()));
        return new ManifestDiff(items);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    private static Map<String, Facts> byKey(Manifest manifest) {
        Map<String, Facts> byKey = new LinkedHashMap<>();
        Facts.of(manifest).forEach(facts -> byKey.put(facts.section() + " " + facts.name(), facts));
        return byKey;
    }

    private static Item alone(Facts facts, Kind kind) {
        List<Change> changes = new ArrayList<>();
        boolean added = kind == Kind.ADDED;
        facts.attributes().forEach((name, value) -> changes.add(change(name, added ? "" : value, added ? value : "")));
        List<String> why = List.copyOf(facts.why());
        return new Item(facts.section(), facts.name(), kind, changes, added ? why : List.of(), added ? List.of() : why);
    }

    private static Item changed(Facts was, Facts is) {
        Set<String> names = new LinkedHashSet<>(was.attributes().keySet());
        names.addAll(is.attributes().keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            String before = was.attributes().getOrDefault(name, "");
            String after = is.attributes().getOrDefault(name, "");
            boolean isSame = before.equals(after)
                    && was.attributes().containsKey(name) == is.attributes().containsKey(name);
            if (!isSame) {
                changes.add(change(name, before, after));
            }
        }
        return new Item(
                is.section(),
                is.name(),
                Kind.CHANGED,
                changes,
                is.why().stream().filter(reason -> !was.why().contains(reason)).toList(),
                was.why().stream().filter(reason -> !is.why().contains(reason)).toList());
    }

    private static Change change(String attribute, String before, String after) {
        if (!attribute.startsWith(ENVIRONMENT)) {
            return new Change(attribute, before, after);
        }
        boolean both = !before.isEmpty() && !after.isEmpty();
        return new Change(attribute, before.isEmpty() ? "" : SET, both ? "another value" : after.isEmpty() ? "" : SET);
    }
}

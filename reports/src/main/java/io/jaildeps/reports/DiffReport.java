package io.jaildeps.reports;

import java.util.List;
import java.util.Locale;

/**
 * How two manifests differ.
 *
 * @param before the old manifest's file
 * @param after the new manifest's file
 * @param items in the order in which a manifest says them
 */
public record DiffReport(String before, String after, List<Item> items) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public DiffReport {
        before = Visible.of(before);
        after = Visible.of(after);
        items = List.copyOf(items);
    }

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** What became of a thing. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        /** The word for it in JSON and in text. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A thing that is not the same in both.
     *
     * @param section of the manifest: {@code entry}, {@code mount}
     * @param name a path or a rule
     */
    public record Item(
            String section,
            String name,
            Kind kind,
            List<Change> changes,
            List<String> newReasons,
            List<String> oldReasons) {
        public Item {
            section = Visible.of(section);
            name = Visible.of(name);
            changes = List.copyOf(changes);
            newReasons = Visible.all(newReasons);
            oldReasons = Visible.all(oldReasons);
        }
    }

    /** An attribute. @param before empty if it was not there @param after empty if it is not there any more */
    public record Change(String attribute, String before, String after) {
        public Change {
            attribute = Visible.of(attribute);
            before = Visible.of(before);
            after = Visible.of(after);
        }
    }
}

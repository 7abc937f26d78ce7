package io.jaildeps.reports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The differences of two manifests as text, section by section; what a review has to look at, and nothing else. */
final class DiffText {
    private DiffText() {}

    static String of(DiffReport report) {
        Page page = new Page();
        if (report.isEmpty()) {
            return page.prose(0, report.before() + " and " + report.after() + " say the same")
                    .toString();
        }
        page.prose(
                0,
                report.before() + " -> " + report.after() + ": "
                        + Quantity.of(report.items().size(), "difference", "differences"));
        sections(page, report.items());
        return page.toString();
    }

    static void sections(Page page, List<DiffReport.Item> items) {
        Set<String> sections = items.stream()
                .map(item -> item.kind().word() + " " + plural(item.section()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String section : sections) {
            page.section(
                    Character.toUpperCase(section.charAt(0)) + section.substring(1),
                    items.stream()
                            .filter(item -> section.equals(item.kind().word() + " " + plural(item.section())))
                            .map(item -> new Page.Row(item.name(), words(item)))
                            .toList());
        }
    }

    private static String plural(String section) {
        return switch (section) {
            case "entry" -> "entries";
            case "mount", "socket", "suggestion" -> section + "s";
            case "ignored" -> "rules of what is ignored";
            default -> section;
        };
    }

    private static String words(DiffReport.Item item) {
        List<String> words = new ArrayList<>();
        if (item.kind() == DiffReport.Kind.CHANGED) {
            item.changes().forEach(change -> words.add(change.attribute() + " " + change(change)));
            item.newReasons().forEach(reason -> words.add("new reason: " + reason));
            item.oldReasons().forEach(reason -> words.add("no more: " + reason));
        } else {
            boolean added = item.kind() == DiffReport.Kind.ADDED;
            String attributes = item.changes().stream()
                    .filter(change -> !isUsual(change.attribute(), added ? change.after() : change.before()))
                    .map(change -> added ? change.after() : change.before())
                    .collect(Collectors.joining(" "));
            List<String> why = added ? item.newReasons() : item.oldReasons();
            if (!attributes.isEmpty()) {
                words.add(attributes);
            }
            if (!why.isEmpty()) {
                words.add(Reasons.firstOf(why));
            }
        }
        return String.join("; ", words);
    }

    private static boolean isUsual(String attribute, String value) {
        return attribute.equals("content") && value.equals("copy")
                || attribute.equals("secret") && value.equals("false");
    }

    private static String change(DiffReport.Change change) {
        if (change.before().isEmpty()) {
            return "is new: " + change.after();
        }
        return change.after().isEmpty() ? "is gone: " + change.before() : change.before() + " -> " + change.after();
    }
}

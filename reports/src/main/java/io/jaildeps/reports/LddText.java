package io.jaildeps.reports;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A library tree as text, one library a line, indented by depth. */
final class LddText {
    /** Deeper ones stay at this column, so that there is room for their text. */
    private static final int DEEPEST_INDENT = 32;

    private record Place(int depth, LddReport.Library library) {}

    private LddText() {}

    static String of(LddReport report) {
        Page page = new Page();
        String interpreter = report.interpreter().isEmpty() ? "no interpreter" : "interpreter " + report.interpreter();
        page.prose(0, report.file() + " (" + interpreter + ")");
        Set<String> found = new HashSet<>();
        Set<String> notFound = new HashSet<>();
        Deque<Place> open = new ArrayDeque<>();
        push(open, 1, report.needed());
        while (!open.isEmpty()) {
            Place place = open.pop();
            library(page, Math.min(2 * place.depth(), DEEPEST_INDENT), place.library());
            push(open, place.depth() + 1, place.library().needed());
            if (place.library() instanceof LddReport.Found known) {
                found.add(known.path());
            } else {
                notFound.add(place.library().soname());
            }
        }
        page.prose(0, Quantity.of(found.size(), "library", "libraries") + " found, " + notFound.size() + " not found");
        return page.toString();
    }

    private static void push(Deque<Place> open, int depth, List<LddReport.Library> libraries) {
        for (int i = libraries.size() - 1; i >= 0; i--) {
            open.push(new Place(depth, libraries.get(i)));
        }
    }

    private static void library(Page page, int indent, LddReport.Library library) {
        if (library instanceof LddReport.Found found) {
            String repeated = found.repeated() ? ", told elsewhere" : "";
            page.prose(indent, found.soname() + " => " + found.path() + " (" + found.how() + repeated + ")");
        } else if (library instanceof LddReport.NotFound notFound) {
            String places = notFound.tried().isEmpty() ? "" : ", tried";
            page.prose(indent, notFound.soname() + " not found" + places);
            notFound.tried().forEach(place -> page.prose(indent + 4, place));
        }
    }
}

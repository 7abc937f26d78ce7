package io.jaildeps.reports;

import java.util.ArrayList;
import java.util.List;

/** A page of text while it is set, 80 columns wide. Nothing is cut: what is too long goes on in the next line. */
final class Page {
    private static final int WIDTH = 80;
    private static final int INDENT = 2;
    private static final int GAP = 2;
    /** The widest label that still has its text beside it. */
    private static final int WIDEST_LABEL = 36;

    private final StringBuilder out = new StringBuilder();

    /** A path or a word, and what is said of it. */
    record Row(String label, String text) {}

    /** A paragraph that begins at column {@code indent}; its further lines begin two columns later. */
    Page prose(int indent, String text) {
        List<String> lines = Lines.of(text, WIDTH - indent - INDENT);
        for (int i = 0; i < lines.size(); i++) {
            line(indent + (i == 0 ? 0 : INDENT), lines.get(i));
        }
        return this;
    }

    /** Commands to be copied: line for line as they are, so this alone may be wider than the page. */
    Page code(String text) {
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            line(INDENT, (i == 0 ? "$ " : "  ") + lines[i]);
        }
        return this;
    }

    Page blank() {
        out.append('\n');
        return this;
    }

    /** An empty line, a heading with the number of rows, and the rows; nothing at all if there are no rows. */
    Page section(String heading, List<Row> rows) {
        if (!rows.isEmpty()) {
            blank().prose(0, heading + " (" + rows.size() + ")").rows(rows);
        }
        return this;
    }

    /** A section of rows that are only labels. */
    Page list(String heading, List<String> labels) {
        return section(heading, labels.stream().map(label -> new Row(label, "")).toList());
    }

    /** Rows in two columns. A label too wide for its column has a line of its own. */
    Page rows(List<Row> rows) {
        int label = rows.stream()
                .mapToInt(row -> Lines.width(row.label()))
                .filter(width -> width <= WIDEST_LABEL)
                .max()
                .orElse(INDENT);
        for (Row row : rows) {
            row(row, INDENT + label + GAP);
        }
        return this;
    }

    private void row(Row row, int column) {
        List<String> labels = new ArrayList<>(Lines.ofPath(row.label(), WIDTH - 2 * INDENT));
        List<String> texts = row.text().isEmpty() ? List.of() : Lines.of(row.text(), WIDTH - column);
        int width = INDENT + Lines.width(labels.get(0));
        boolean beside = labels.size() == 1 && width + GAP <= column && !texts.isEmpty();
        if (beside) {
            line(INDENT, labels.get(0) + " ".repeat(column - width) + texts.get(0));
        } else {
            for (int i = 0; i < labels.size(); i++) {
                line(i == 0 ? INDENT : 2 * INDENT, labels.get(i));
            }
        }
        texts.stream().skip(beside ? 1 : 0).forEach(text -> line(column, text));
    }

    private void line(int indent, String text) {
        out.append(" ".repeat(indent)).append(text).append('\n');
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

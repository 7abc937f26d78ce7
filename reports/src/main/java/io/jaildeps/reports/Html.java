package io.jaildeps.reports;

import java.util.regex.Pattern;

/**
 * A document in HTML, put together so that no text can become markup: names of elements and attributes are the program's,
 * everything else goes through {@link #text} and is escaped.
 */
final class Html {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

    private final StringBuilder out = new StringBuilder(1 << 14);

    /** {@code <name a="value">}; the attributes are pairs of name and value. */
    Html open(String name, String... attributes) {
        out.append('<').append(checked(name));
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(checked(attributes[i])).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String name) {
        out.append("</").append(checked(name)).append('>');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** An element that holds text only. */
    Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close(name);
    }

    Html newline() {
        out.append('\n');
        return this;
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of an element or attribute: " + Visible.of(name));
        }
        return name;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}

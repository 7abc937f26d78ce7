package io.jaildeps.reports;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines: at spaces, in a long path after a slash, and only where neither helps inside of a name. */
final class Lines {
    private Lines() {}

    /** Prose: words go to the next line whole where they can. */
    static List<String> of(String text, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        boolean first = true;
        for (String word : text.split(" ", -1)) {
            String longer = first ? word : line + " " + word;
            first = false;
            if (width(longer) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            List<String> pieces = ofPath(word, width);
            lines.addAll(pieces.subList(0, pieces.size() - 1));
            line = pieces.get(pieces.size() - 1);
        }
        lines.add(line);
        return lines;
    }

    /** A path: its lines, put together again, are the path, so a space in it is no place to break. */
    static List<String> ofPath(String path, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String component : path.split("(?<=/)")) {
            if (!line.isEmpty() && width(component) <= width && width(line + component) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            component.codePoints().forEach(c -> {
                if (!line.isEmpty() && width(line.toString()) + width(c) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.appendCodePoint(c);
            });
        }
        lines.add(line.toString());
        return lines;
    }

    /** The columns that a terminal needs for {@code text}. */
    static int width(String text) {
        return text.codePoints().map(Lines::width).sum();
    }

    /** 0 for a mark that is put on the character before it, 2 for wide scripts and pictures, else 1. */
    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = Character.isIdeographic(c)
                || c >= 0x1100 && c <= 0x115f
                || c >= 0x2e80 && c <= 0xa4cf
                || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff
                || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6
                || c >= 0x1f300 && c <= 0x1faff;
        return wide ? 2 : 1;
    }
}

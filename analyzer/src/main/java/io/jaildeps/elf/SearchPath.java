package io.jaildeps.elf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A list of directories as it stands in DT_RPATH, DT_RUNPATH or LD_LIBRARY_PATH; elf/dl-load.c {@code fillin_rpath}. */
final class SearchPath {

    /**
     * @param entry as written
     * @param directory expanded, with a slash at its end
     */
    record Entry(String entry, String directory) {}

    private SearchPath() {}

    /** @param separators each of its characters ends an entry; an empty entry is the working directory */
    static List<Entry> of(String path, String separators, DynamicTokens tokens) {
        List<Entry> entries = new ArrayList<>();
        if (path.isEmpty()) {
            return entries;
        }
        Set<String> known = new HashSet<>();
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || separators.indexOf(path.charAt(i)) >= 0) {
                String text = path.substring(start, i);
                String directory = text.isEmpty()
                        ? "./"
                        : tokens.expand(text).map(SearchPath::slashed).orElse("");
                if (!directory.isEmpty() && known.add(directory)) {
                    entries.add(new Entry(text, directory));
                }
                start = i + 1;
            }
        }
        return entries;
    }

    private static String slashed(String directory) {
        int end = directory.length();
        while (end > 1 && directory.charAt(end - 1) == '/') {
            end--;
        }
        String cut = directory.substring(0, end);
        return cut.isEmpty() || cut.equals("/") ? cut : cut + "/";
    }
}

package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.Optional;

/**
 * Replaces {@code $ORIGIN}, {@code $LIB} and {@code $PLATFORM}, with or without braces; ld.so(8), "Dynamic string
 * tokens", elf/dl-load.c {@code _dl_dst_substitute}.
 *
 * @param origin the directory of the file that the text stands in
 * @param lib what $LIB stands for
 * @param platform what $PLATFORM stands for; empty if it is not known
 * @param trusted in a program that gains privileges, the directories below which $ORIGIN may lead; else none
 * @param secure the program gains privileges
 */
record DynamicTokens(String origin, String lib, String platform, boolean secure, List<String> trusted) {

    /** @return empty if the text has a token that can not or may not be replaced: the loader drops it then */
    Optional<String> expand(String text) {
        StringBuilder out = new StringBuilder();
        boolean usesOrigin = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            int origins = c == '$' ? token(text, i, "ORIGIN") : 0;
            int platforms = c == '$' ? token(text, i, "PLATFORM") : 0;
            int libs = c == '$' ? token(text, i, "LIB") : 0;
            if (origins > 0) {
                int next = i + origins;
                if (secure && !(i == 1 && (next == text.length() || text.charAt(next) == '/'))) {
                    return Optional.empty();
                }
                usesOrigin = true;
                out.append(origin);
            } else if (platforms > 0) {
                if (platform.isEmpty()) {
                    return Optional.empty();
                }
                out.append(platform);
            } else if (libs > 0) {
                out.append(lib);
            } else {
                out.append(c);
            }
            i += origins + platforms + libs;
        }
        String expanded = out.toString();
        return secure && usesOrigin && !isTrusted(expanded) ? Optional.empty() : Optional.of(expanded);
    }

    private boolean isTrusted(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        String normal = JailPath.ofBytes(path).bytes() + "/";
        return trusted.stream().anyMatch(normal::startsWith);
    }

    /** Length of the token whose text begins at {@code i}, behind its dollar; 0 if it is none. */
    private static int token(String text, int i, String name) {
        boolean braces = i < text.length() && text.charAt(i) == '{';
        int start = braces ? i + 1 : i;
        if (!text.startsWith(name, start)) {
            return 0;
        }
        int end = start + name.length();
        char next = end < text.length() ? text.charAt(end) : 0;
        if (braces) {
            return next == '}' ? name.length() + 2 : 0;
        }
        boolean goesOn =
                next == '_' || next >= 'A' && next <= 'Z' || next >= 'a' && next <= 'z' || next >= '0' && next <= '9';
        return goesOn ? 0 : name.length();
    }
}

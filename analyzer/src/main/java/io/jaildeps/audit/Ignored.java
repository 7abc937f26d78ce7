package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import java.util.Arrays;

/**
 * Findings that somebody has looked at and accepts.
 *
 * @param id of a {@link Kind}
 * @param path as findings show it, {@code *} for any characters; empty for every path
 * @param reason why it is accepted; empty if nobody had to say
 */
public record Ignored(String id, String path, String reason) {
    /**
     * Reads {@code ID} or {@code ID:PATH}.
     *
     * @throws IllegalArgumentException if there is no such id
     */
    public static Ignored parse(String text, String reason) {
        int colon = text.indexOf(':');
        String id = colon < 0 ? text : text.substring(0, colon);
        if (Arrays.stream(Kind.values()).noneMatch(kind -> kind.id().equals(id))) {
            throw new IllegalArgumentException("no finding has the id \"" + id + "\"");
        }
        String path = colon < 0 ? "" : text.substring(colon + 1);
        if (colon >= 0 && !path.startsWith("/") && !path.startsWith("*")) {
            throw new IllegalArgumentException("the path \"" + path + "\" is not absolute");
        }
        return new Ignored(id, path, reason);
    }

    boolean covers(Kind kind, JailPath found) {
        return kind.id().equals(id) && (path.isEmpty() || Wildcard.matches(path, found.toString()));
    }
}

package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.List;

/**
 * Why a path is in a manifest, or why it is not.
 *
 * @param asked the path that somebody asked about
 * @param path where it leads in the jail: through the links of the way, not through one that it is itself
 * @param links that lead there
 * @param standing what it is in the manifest
 * @param words what there is to say about it, fit for a terminal
 * @param chain from the target to the path, each with its reason; empty if the path has no entry
 * @param others further reasons
 * @param nearest paths of the manifest that may have been meant; only for a path that is not in it
 */
public record Explanation(
        JailPath asked,
        JailPath path,
        List<JailPath> links,
        Standing standing,
        String words,
        List<Step> chain,
        List<String> others,
        List<JailPath> nearest) {
    /** What a path is in a manifest. */
    public enum Standing {
        /** It has an entry. */
        ENTRY(true),
        /** It is a mount, or in one. */
        MOUNT(true),
        /** A directory on the way to entries, made as every jail has it. */
        WAY(true),
        /** A socket of another program: not made, but wanted. */
        SOCKET(false),
        /** A rule left it out. */
        IGNORED(false),
        /** No run has proved that it is needed. */
        SUGGESTED(false),
        /** The manifest does not name it. */
        UNNAMED(false);

        private final boolean inJail;

        Standing(boolean inJail) {
            this.inJail = inJail;
        }

        public boolean inJail() {
            return inJail;
        }
    }

    /** One path of the chain, and the reason for it. */
    public record Step(JailPath path, String reason) {}

    public Explanation {
        links = List.copyOf(links);
        chain = List.copyOf(chain);
        others = List.copyOf(others);
        nearest = List.copyOf(nearest);
    }

    /** The same with what somebody who has seen more can say of it. */
    public Explanation withWords(Standing better, String text) {
        return new Explanation(asked, path, links, better, text, chain, others, nearest);
    }
}

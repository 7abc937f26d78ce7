package io.jaildeps.manifest;

import org.jspecify.annotations.Nullable;

/**
 * Who owns an inode: names as in passwd(5) and group(5), or decimal numbers where there is no name. Names, since numbers
 * differ between machines.
 */
public record Owner(String user, String group) {
    public static final Owner ROOT = new Owner("root", "root");

    /** What user and group names may look like; wider than useradd(8), since other tools make names too. */
    private static final String NAME = "[A-Za-z0-9_.][A-Za-z0-9_.@$-]{0,255}";

    public Owner {
        if (!isName(user) || !isName(group)) {
            throw new IllegalArgumentException("not an owner: " + user + ":" + group);
        }
    }

    static boolean isName(String text) {
        return text.matches(NAME);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Owner that && user.equals(that.user) && group.equals(that.group);
    }

    @Override
    public int hashCode() {
        return 31 * user.hashCode() + group.hashCode();
    }
}

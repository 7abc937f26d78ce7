package io.jaildeps.manifest;

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
}

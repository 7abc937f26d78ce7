package io.jaildeps.manifest;

import io.jaildeps.elf.StringScan;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which users and groups a run needs. A trace shows that passwd was read, but not for whom; so a name is kept if the run
 * took its number, if it owns something in the jail, or if it is named: in an argument, in a configuration file that was
 * read, or as a string of its own in a program that was executed.
 */
public final class UserNeeds {
    private static final int MAX_CONFIG_BYTES = 1 << 20;

    private final Sysroot tree;
    private final Accounts accounts;
    private final SortedSet<String> users = new TreeSet<>();
    private final SortedSet<String> groups = new TreeSet<>();
    private boolean keepsPasswords;

    public UserNeeds(Sysroot tree, Accounts accounts) {
        this.tree = tree;
        this.accounts = accounts;
    }

    /** Keeps the owners of these numbers. */
    public void took(Collection<Long> userIds, Collection<Long> groupIds) {
        userIds.forEach(id -> accounts.userOf(id).ifPresent(user -> users.add(user.name())));
        groupIds.forEach(id -> accounts.groupOf(id).ifPresent(group -> groups.add(group.name())));
    }

    public void owns(Owner owner) {
        accounts.user(owner.user(), false).ifPresent(user -> users.add(user.name()));
        accounts.group(owner.group(), false).ifPresent(group -> groups.add(group.name()));
    }

    /** Keeps all who may log in: a number from 1000 on and a shell that is one. */
    public void logins() {
        accounts.users().stream()
                .filter(user -> user.uid() >= 1000 && user.uid() < 60000)
                .filter(Accounts.User::logsIn)
                .forEach(user -> users.add(user.name()));
    }

    /** Keeps the password hashes of all who are kept. */
    public void passwords() {
        keepsPasswords = true;
    }

    /** The users whose password hash is kept: those of {@link #users} who have one, see shadow(5). Sorted. */
    List<String> withPasswords() throws IOException {
        // alice:$y$j9T$…:19000:0:99999:7:::
        return !keepsPasswords
                ? List.of()
                : tree.text("/etc/shadow", MAX_CONFIG_BYTES)
                        .lines()
                        .map(line -> line.split(":", 3))
                        .filter(field -> field.length == 3 && users.contains(field[0]) && !field[1].matches("[*!].*|"))
                        .map(field -> field[0])
                        .toList();
    }

    public void all() {
        accounts.users().forEach(user -> users.add(user.name()));
        accounts.groups().forEach(group -> groups.add(group.name()));
    }

    /** Keeps whom a command line names. */
    public void named(List<String> words) {
        words.forEach(this::namedIn);
    }

    /** Keeps whom a text file names. */
    public void readBy(JailPath config) throws IOException {
        if (tree.locate(config) instanceof Location.Present place
                && place.kind() == Inode.Kind.FILE
                && place.inode().sizeBytes() <= MAX_CONFIG_BYTES) {
            namedIn(tree.text(config.bytes(), MAX_CONFIG_BYTES));
        }
    }

    /** Keeps whom a program names in a string of its own. */
    public void executed(JailPath program) throws IOException {
        if (tree.isHere()
                && tree.locate(program) instanceof Location.Present place
                && place.kind() == Inode.Kind.FILE) {
            Set<String> names = new HashSet<>();
            accounts.users().forEach(user -> names.add(user.name()));
            accounts.groups().forEach(group -> names.add(group.name()));
            keep(StringScan.of(tree.onHost(place.realPath()), names).whole());
        }
    }

    private void namedIn(String text) {
        // a slash belongs to the word: "bin" in /usr/bin is nobody's name
        keep(new HashSet<>(List.of(text.split("[^A-Za-z0-9_.@$/-]+"))));
    }

    private void keep(Set<String> names) {
        accounts.users().stream()
                .map(Accounts.User::name)
                .filter(names::contains)
                .forEach(users::add);
        accounts.groups().stream()
                .map(Accounts.Group::name)
                .filter(names::contains)
                .forEach(groups::add);
    }

    /** The users to keep, sorted. */
    public List<String> users() {
        return new ArrayList<>(users);
    }

    /** The groups to keep, with those of the users. */
    public List<String> groups() {
        SortedSet<String> all = new TreeSet<>(groups);
        for (String name : users) {
            accounts.user(name, false)
                    .ifPresent(user -> accounts.groupIdsOf(user)
                            .forEach(gid -> accounts.groupOf(gid).ifPresent(group -> all.add(group.name()))));
        }
        return new ArrayList<>(all);
    }
}

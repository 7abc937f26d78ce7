package io.jaildeps.manifest;

import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users and groups of a tree's /etc/passwd and /etc/group, see passwd(5) and group(5). Other sources are not asked. */
public final class Accounts {
    /** A line of passwd. */
    public record User(String name, long uid, long gid, String home, String shell) {
        /** True if people may log in: the shell is one, see nologin(8). */
        boolean logsIn() {
            return !shell.matches(".*/(nologin|false|sync)?");
        }
    }

    /** A line of group. */
    public record Group(String name, long gid, List<String> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    private static final int MAX_BYTES = 16 << 20;
    private static final Optional<Long> ROOT = Optional.of(0L);

    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();

    private Accounts() {}

    public static Accounts of(Sysroot tree) throws IOException {
        Accounts accounts = new Accounts();
        tree.text("/etc/passwd", MAX_BYTES).lines().forEach(accounts::user);
        tree.text("/etc/group", MAX_BYTES).lines().forEach(accounts::group);
        return accounts;
    }

    /** What follows the group's number may be absent, as for getpwent(3) of the GNU C library. */
    private void user(String line) {
        // sshd:x:105:65534::/run/sshd:/usr/sbin/nologin
        String[] field = line.split(":", -1);
        Optional<Long> uid = field.length >= 4 ? number(field[2]) : Optional.empty();
        Optional<Long> gid = field.length >= 4 ? number(field[3]) : Optional.empty();
        if (uid.isPresent() && gid.isPresent()) {
            users.putIfAbsent(field[0], new User(field[0], uid.get(), gid.get(), text(field, 5), text(field, 6)));
        }
    }

    private static String text(String[] field, int index) {
        return index < field.length ? field[index] : "";
    }

    // ssl-cert:x:106:postgres,www-data
    private void group(String line) {
        String[] field = line.split(":", -1);
        Optional<Long> gid = field.length == 4 ? number(field[2]) : Optional.empty();
        gid.ifPresent(id -> groups.putIfAbsent(
                field[0], new Group(field[0], id, field[3].isEmpty() ? List.of() : List.of(field[3].split(",")))));
    }

    /** A user's or group's number; nobody has the one that chown(2) takes for "leave it" and setuid(2) refuses. */
    public static Optional<Long> number(String digits) {
        return digits.matches("[0-9]{1,10}") && Long.parseLong(digits) < 0xffffffffL
                ? Optional.of(Long.parseLong(digits))
                : Optional.empty();
    }

    public List<User> users() {
        return new ArrayList<>(users.values());
    }

    public List<Group> groups() {
        return new ArrayList<>(groups.values());
    }

    public Optional<User> user(String name, boolean orNumber) {
        User user = users.get(name);
        if (user == null && orNumber) {
            return number(name).flatMap(this::userOf);
        }
        return Optional.ofNullable(user);
    }

    /** The first user with this number, as getpwuid(3). */
    Optional<User> userOf(long uid) {
        return users.values().stream().filter(user -> user.uid() == uid).findFirst();
    }

    public Optional<Group> group(String name, boolean orNumber) {
        Group group = groups.get(name);
        if (group == null && orNumber) {
            return number(name).flatMap(this::groupOf);
        }
        return Optional.ofNullable(group);
    }

    Optional<Group> groupOf(long gid) {
        return groups.values().stream().filter(group -> group.gid() == gid).findFirst();
    }

    /** The number of a user by name; a number that is nobody's name stands for itself. Root is root in every tree. */
    public Optional<Long> uid(String user) {
        return user.equals("root")
                ? ROOT
                : Optional.ofNullable(users.get(user)).map(User::uid).or(() -> number(user));
    }

    /** As {@link #uid}, of a group. */
    public Optional<Long> gid(String group) {
        return group.equals("root")
                ? ROOT
                : Optional.ofNullable(groups.get(group)).map(Group::gid).or(() -> number(group));
    }

    /** The groups that initgroups(3) gives a user: the user's own and those that list the user. */
    public List<Long> groupIdsOf(User user) {
        List<Long> ids = new ArrayList<>(List.of(user.gid()));
        groups.values().stream()
                .filter(group -> group.members().contains(user.name()) && group.gid() != user.gid())
                .forEach(group -> ids.add(group.gid()));
        return ids;
    }

    /** Names where there are some, numbers otherwise. */
    public Owner owner(long uid, long gid) {
        return new Owner(
                userOf(uid).map(User::name).filter(Owner::isName).orElse(Long.toString(uid)),
                groupOf(gid).map(Group::name).filter(Owner::isName).orElse(Long.toString(gid)));
    }
}

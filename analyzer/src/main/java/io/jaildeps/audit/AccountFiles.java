package io.jaildeps.audit;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The jail's passwd(5), shadow(5), group(5) and gshadow(5), line by line. */
final class AccountFiles {
    private static final JailPath PASSWD = JailPath.of("/etc/passwd");
    private static final List<String> NAMES = List.of("passwd", "shadow", "group", "gshadow");
    private static final Map<String, Integer> FIELDS = Map.of("passwd", 7, "shadow", 9, "group", 4, "gshadow", 4);
    private static final int EXAMPLES = 8;

    private final Scene scene;
    private final Set<Long> owners;

    /** @param owners the numbers of all users that own something in the jail */
    AccountFiles(Scene scene, Set<Long> owners) {
        this.scene = scene;
        this.owners = owners;
    }

    void run() throws IOException {
        for (String name : NAMES) {
            JailPath path = JailPath.of("/etc/" + name);
            List<String[]> lines = lines(scene.text(path.bytes()));
            if (lines.isEmpty()) {
                continue;
            }
            if (name.equals("passwd")) {
                twins(lines);
            }
            rootsGroup(path, name, lines);
            passwords(path, name, lines);
            comparisons(path, name, lines);
            unneeded(path, name, lines);
        }
    }

    /** As the C libraries cut them: blanks before a name do not count, and a NUL ends a line. */
    private static List<String[]> lines(String text) {
        return Arrays.stream(text.split("\n"))
                .map(line -> line.split("\0", 2)[0].replaceFirst("^[ \t\\x0B\f\r]+", ""))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(":", -1))
                .toList();
    }

    private void twins(List<String[]> lines) throws IOException {
        for (String[] field : lines) {
            if (field.length < 3 || field[0].equals("root")) {
                continue;
            }
            boolean isRoots = isRoots(field, 2);
            if (isRoots || AccountNumber.isNoChange(field[2])) {
                scene.findings()
                        .add(
                                Kind.UID_0_TWIN,
                                isRoots ? Severity.CRITICAL : Severity.HIGH,
                                PASSWD,
                                "the account " + Printable.of(field[0])
                                        + (isRoots
                                                ? " is root by its number"
                                                : " has the number -1: a program that becomes that user may stay root"),
                                removal(PASSWD, field));
            }
        }
    }

    /** A line such as {@code +::::::}, which leaves all but the name to the server; nsswitch.conf(5), "compat". */
    private static boolean isOfNis(String[] field) {
        return field[0].startsWith("+") || field[0].startsWith("-");
    }

    private static boolean isRoots(String[] field, int index) {
        return !(field[index].isEmpty() && isOfNis(field)) && AccountNumber.isRoots(field[index]);
    }

    /** What root's group may read and write is more than what everybody may. */
    private void rootsGroup(JailPath path, String name, List<String[]> lines) throws IOException {
        Set<String> kept = new HashSet<>(users(path).map(Content.Users::keep).orElse(List.of()));
        // where root's group is called wheel, no other is called root
        boolean isWheel = lines.stream().noneMatch(field -> field[0].equals("root"));
        for (String[] field : lines) {
            if (name.equals("passwd") && field.length > 3 && isRoots(field, 3) && !isRoots(field, 2)) {
                if (!kept.contains(field[0])) {
                    gid0(path, "the group of " + Printable.of(field[0]) + " is root's", field);
                }
            } else if (name.equals("group") && field.length > 2 && isRoots(field, 2)) {
                List<String> members = List.of((field.length > 3 ? field[3] : "").split(",")).stream()
                        .filter(member -> !member.isEmpty() && !member.equals("root"))
                        .toList();
                if (!field[0].equals("root") && !(isWheel && field[0].equals("wheel")) && !kept.contains(field[0])) {
                    gid0(path, "the group " + Printable.of(field[0]) + " is root's by its number", field);
                }
                if (!members.isEmpty() && !kept.contains(field[0])) {
                    scene.findings()
                            .add(
                                    Kind.GID_0_MEMBER,
                                    path,
                                    "in root's group are: " + some(members),
                                    edit(path, field[0], "s/^\\([[:space:]]*NAME:.*:\\).*/\\1/", "take them out"));
                }
            }
        }
    }

    private void gid0(JailPath path, String reason, String[] field) throws IOException {
        scene.findings().add(Kind.GID_0_MEMBER, path, reason, removal(path, field));
    }

    /** Takes away this line and no other of the same name. */
    private Mend removal(JailPath path, String[] field) throws IOException {
        String number = field[2];
        String line = number.matches("[0-9 +-]*")
                ? "/^[[:space:]]*NAME:[^:]*:" + number + "\\(:\\|$\\)/d"
                : "/^[[:space:]]*NAME:/d";
        return edit(path, field[0], line, "remove its line");
    }

    /** A command of sed(1) on an account's line, if the name means nothing to it; otherwise words. */
    private Mend edit(JailPath path, String name, String command, String words) throws IOException {
        HostPath file = scene.place(path);
        return name.matches("[A-Za-z0-9_-]+")
                ? Mend.command("sed -i '" + command.replace("NAME", name) + "'", file)
                : Mend.words(words + " in " + file);
    }

    private void passwords(JailPath path, String name, List<String[]> lines) throws IOException {
        List<String> hashed = new ArrayList<>();
        boolean people = name.equals("passwd") || name.equals("shadow");
        for (String[] field : lines) {
            if (people && field.length > 1 && field[1].isEmpty() && !isOfNis(field)) {
                scene.findings()
                        .add(
                                Kind.EMPTY_PASSWORD,
                                path,
                                Printable.of(field[0]) + " needs no password",
                                edit(
                                        path,
                                        field[0],
                                        "s/^\\([[:space:]]*NAME:\\):/\\1*:/",
                                        "put * into the second field of its line"));
            } else if (field.length > 1 && PasswordField.isHash(field[1])) {
                hashed.add(field[0] + (PasswordField.isLocked(field[1]) ? " (locked, and the hash is there)" : ""));
            }
        }
        if (!hashed.isEmpty()) {
            boolean asked = scene.expected().entry(path).orElse(null) instanceof Entry.File file && file.secret();
            scene.findings()
                    .add(
                            Kind.PASSWORD_HASH,
                            asked ? Severity.NOTE : Severity.HIGH,
                            path,
                            "of " + some(hashed) + (asked ? "; the manifest says that the file is secret" : ""),
                            Mend.words(
                                    "make the second field *, unless people log in by password in here; a ! before it hides nothing"));
        }
    }

    /** The lines of a reduced file are the host's; group and gshadow lose members who are not in the jail. */
    private void comparisons(JailPath path, String name, List<String[]> lines) throws IOException {
        Optional<String> original = scene.hostText(path.bytes());
        if (original.isEmpty()) {
            scene.findings()
                    .add(
                            Kind.NOT_CHECKED,
                            path,
                            "its lines were not compared: the host's file can not be read",
                            Mend.words("audit again as root"));
            return;
        }
        Map<String, String[]> hosts = new HashMap<>();
        lines(original.get()).forEach(field -> hosts.putIfAbsent(field[0], field));
        boolean reduced = isReduced(path);
        int compared = name.equals("passwd") || name.equals("shadow") ? Integer.MAX_VALUE : 3;
        for (String[] field : lines) {
            String[] there = hosts.get(field[0]);
            if (there == null) {
                if (reduced || scene.expected().isCopy(path)) {
                    differs(path, Printable.of(field[0]) + " is not on the host");
                }
                continue;
            }
            boolean isStripped =
                    !users(path).map(Content.Users::passwords).orElse(List.of()).contains(field[0]);
            for (int i = 1; i < Math.min(compared, Math.max(field.length, there.length)); i++) {
                boolean isPassword =
                        i == 1 && (!reduced || isStripped && i < field.length && field[i].matches("x|[*!]"));
                if (!isPassword
                        && (i >= field.length || i >= there.length || !field[i].equals(there[i]))
                        && (reduced || scene.expected().isCopy(path) || isNumber(name, i))) {
                    differs(path, Printable.of(field[0]) + " is not what it is on the host, in field " + (i + 1));
                    break;
                }
            }
        }
    }

    /** Names for other numbers than on the host own other files than they seem to. */
    private static boolean isNumber(String name, int field) {
        return name.equals("passwd") && (field == 2 || field == 3) || name.equals("group") && field == 2;
    }

    private void differs(JailPath path, String reason) {
        scene.findings()
                .add(
                        Kind.ACCOUNT_DIFFERS,
                        path,
                        reason,
                        scene.mend(path, Mend.words("make its line that of the host")));
    }

    private boolean isReduced(JailPath path) {
        return users(path).isPresent();
    }

    private Optional<Content.Users> users(JailPath path) {
        return scene.expected().entry(path).orElse(null) instanceof Entry.File file
                        && file.content() instanceof Content.Users users
                ? Optional.of(users)
                : Optional.empty();
    }

    private void unneeded(JailPath path, String name, List<String[]> lines) {
        Optional<Content.Users> users = users(path);
        List<String> unneeded = new ArrayList<>();
        List<String> malformed = new ArrayList<>();
        Set<String> keep = new HashSet<>(users.map(Content.Users::keep).orElse(List.of()));
        for (String[] field : lines) {
            if (!Integer.valueOf(field.length).equals(FIELDS.get(name))) {
                malformed.add(field[0]);
            } else if (users.isPresent() ? !keep.contains(field[0]) : isStranger(name, field)) {
                unneeded.add(field[0]);
            }
        }
        if (!unneeded.isEmpty()) {
            String why = users.isPresent() ? " the manifest does not keep" : " nothing in the jail belongs to";
            scene.findings()
                    .add(
                            Kind.ACCOUNT_UNNEEDED,
                            path,
                            unneeded.size() + " that" + why + ": " + some(unneeded),
                            scene.mend(path, Mend.words("remove their lines")));
        }
        if (!malformed.isEmpty()) {
            differs(path, "lines with a wrong number of fields: " + some(malformed));
        }
    }

    private boolean isStranger(String name, String[] field) {
        return name.equals("passwd")
                && !scene.expected().isKnown()
                && !field[0].equals("root")
                && !field[0].equals("nobody")
                && AccountNumber.of(field[2]).isPresent()
                && !owners.contains(AccountNumber.of(field[2]).getAsLong());
    }

    private static String some(List<String> names) {
        return names.stream().limit(EXAMPLES).map(Printable::of).collect(Collectors.joining(", "))
                + (names.size() > EXAMPLES ? " and " + (names.size() - EXAMPLES) + " more" : "");
    }
}

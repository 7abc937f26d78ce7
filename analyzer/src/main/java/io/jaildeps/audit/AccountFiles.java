package io.jaildeps.audit;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
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
    /** Without being locked and without being a hash, see crypt(5). */
    private static final String NO_HASH = "|x|[*!].*";

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
            passwords(path, name, lines);
            comparisons(path, name, lines);
            unneeded(path, name, lines);
        }
    }

    private static List<String[]> lines(String text) {
        return text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(":", -1))
                .toList();
    }

    private void twins(List<String[]> lines) {
        for (String[] field : lines) {
            // 00 and 0x0 are no numbers to getpwnam(3); 0 with zeros before it is
            if (field.length > 2 && field[2].matches("0+") && !field[0].equals("root")) {
                scene.findings()
                        .add(
                                Kind.UID_0_TWIN,
                                PASSWD,
                                "the account " + Printable.of(field[0]) + " is root by its number",
                                Mend.words("remove its line from " + scene.onHost(PASSWD)));
            }
        }
    }

    private void passwords(JailPath path, String name, List<String[]> lines) {
        List<String> hashed = new ArrayList<>();
        boolean people = name.equals("passwd") || name.equals("shadow");
        for (String[] field : lines) {
            if (people && field.length > 1 && field[1].isEmpty()) {
                scene.findings()
                        .add(
                                Kind.EMPTY_PASSWORD,
                                path,
                                Printable.of(field[0]) + " needs no password",
                                Mend.words("put * into the second field of its line"));
            } else if (field.length > 1 && !field[1].matches(NO_HASH)) {
                hashed.add(field[0]);
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
                            Mend.words("put * into the second field, unless people log in by password in here"));
        }
    }

    /** The lines of a reduced file are the host's; group and gshadow lose members who are not in the jail. */
    private void comparisons(JailPath path, String name, List<String[]> lines) throws IOException {
        Map<String, String[]> hosts = new HashMap<>();
        lines(scene.host().text(path.bytes(), ConfigLines.MAX_BYTES))
                .forEach(field -> hosts.putIfAbsent(field[0], field));
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
            for (int i = 1; i < Math.min(compared, Math.max(field.length, there.length)); i++) {
                boolean secret = i == 1 && !reduced;
                if (!secret
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
                && field[2].matches("[0-9]{1,10}")
                && !owners.contains(Long.parseLong(field[2]));
    }

    private static String some(List<String> names) {
        return names.stream().limit(EXAMPLES).map(Printable::of).collect(Collectors.joining(", "))
                + (names.size() > EXAMPLES ? " and " + (names.size() - EXAMPLES) + " more" : "");
    }
}

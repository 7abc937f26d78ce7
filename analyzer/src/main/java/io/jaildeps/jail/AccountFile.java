package io.jaildeps.jail;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reduces passwd(5), group(5), shadow(5), gshadow(5) and the BSDs' master.passwd(5) to some names. Comments and NIS lines ({@code +::}) go. */
final class AccountFile {
    static final String NAMES = "passwd, group, shadow, gshadow, master.passwd";
    private static final Map<String, Integer> FIELDS =
            Map.of("passwd", 7, "group", 4, "shadow", 9, "gshadow", 4, "master.passwd", 10);

    private final String name;
    private final Set<String> keep;
    private final Set<String> users;
    private final Set<String> passwords;

    /**
     * @param users whose names may stay in the groups' lists of members and administrators
     * @param passwords whose password hashes stay
     */
    AccountFile(String name, Set<String> keep, Set<String> users, Set<String> passwords) {
        this.name = name;
        this.keep = keep;
        this.users = users;
        this.passwords = passwords;
    }

    static boolean isKnown(String name) {
        return FIELDS.containsKey(name);
    }

    /** @param text the host's file, one char per byte; its order of lines stays */
    String reduce(String text) {
        return text.lines()
                .map(line -> line.split(":", -1))
                .filter(this::isKept)
                .map(this::withoutStrangers)
                .map(this::withoutPassword)
                .map(fields -> String.join(":", fields) + "\n")
                .collect(Collectors.joining());
    }

    /** The names of {@code keep} which {@code reduced} lacks. */
    List<String> missing(String reduced) {
        Set<String> found = reduced.lines()
                .map(line -> line.substring(0, line.indexOf(':')))
                .collect(Collectors.toSet());
        return keep.stream().filter(one -> !found.contains(one)).sorted().toList();
    }

    private boolean isKept(String[] fields) {
        return Integer.valueOf(fields.length).equals(FIELDS.get(name)) && keep.contains(fields[0]);
    }

    // alice:$y$j9T$…:19000:0:99999:7:::   root:!$6$…:…   adm:*::: an empty field would let in whoever asks
    private String[] withoutPassword(String[] fields) {
        boolean inShadow = !name.equals("passwd") && !name.equals("group");
        if ((inShadow || !fields[1].equals("x")) && !passwords.contains(fields[0])) {
            fields[1] = fields[1].startsWith("!") ? "!" : "*";
        }
        return fields;
    }

    // adm:x:4:syslog,alice      group(5): the last field is the list of members
    // adm:*:alice:syslog,alice  gshadow(5): the last two fields are administrators and members
    private String[] withoutStrangers(String[] fields) {
        if (name.equals("group") || name.equals("gshadow")) {
            fields[3] = known(fields[3]);
        }
        if (name.equals("gshadow")) {
            fields[2] = known(fields[2]);
        }
        return fields;
    }

    private String known(String members) {
        return Arrays.stream(members.split(",")).filter(users::contains).collect(Collectors.joining(","));
    }
}

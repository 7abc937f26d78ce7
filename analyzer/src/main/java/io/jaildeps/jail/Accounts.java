package io.jaildeps.jail;

import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The host's names of users and groups as numbers, from its passwd(5) and group(5); those of the jail are reduced. */
final class Accounts {
    private final Map<String, Integer> users;
    private final Map<String, Integer> groups;

    private Accounts(Map<String, Integer> users, Map<String, Integer> groups) {
        this.users = users;
        this.groups = groups;
    }

    /** Numbers of an owner. */
    record Ids(int uid, int gid) {}

    static Accounts of(HostPath hostRoot) throws IOException {
        return new Accounts(read(hostRoot.resolve("etc/passwd")), read(hostRoot.resolve("etc/group")));
    }

    /** Empty if this host knows a name not. */
    Optional<Ids> ids(Owner owner) {
        Optional<Integer> gid = number(groups, owner.group());
        return number(users, owner.user()).flatMap(uid -> gid.map(known -> new Ids(uid, known)));
    }

    /** The owners of a plan that this host does not know. */
    List<String> problems(JailPlan plan) {
        List<String> problems = new ArrayList<>();
        for (Entry entry : plan.entries()) {
            owner(entry)
                    .filter(owner -> ids(owner).isEmpty())
                    .ifPresent(unknown -> problems.add("cannot make " + entry.path() + ": this host has no "
                            + unknown.user() + ":" + unknown.group()));
        }
        return problems;
    }

    private static Optional<Owner> owner(Entry entry) {
        if (entry instanceof Entry.File file) {
            return Optional.of(file.owner());
        }
        if (entry instanceof Entry.Directory directory) {
            return Optional.of(directory.owner());
        }
        if (entry instanceof Entry.Device device) {
            return Optional.of(device.owner());
        }
        return entry instanceof Entry.Fifo fifo ? Optional.of(fifo.owner()) : Optional.empty();
    }

    private static Optional<Integer> number(Map<String, Integer> names, String name) {
        Integer known = names.get(name);
        return known != null ? Optional.of(known) : parse(name);
    }

    private static Optional<Integer> parse(String digits) {
        if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) >= 0xffffffffL) {
            return Optional.empty();
        }
        return Optional.of((int) Long.parseLong(digits));
    }

    private static Map<String, Integer> read(HostPath file) throws IOException {
        Map<String, Integer> numbers = new HashMap<>(Map.of("root", 0));
        if (!Files.isRegularFile(file.toPath())) {
            return numbers;
        }
        for (String line : Files.readString(file.toPath(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList()) {
            // sshd:x:105:65534::/run/sshd:/usr/sbin/nologin
            String[] fields = line.split(":", -1);
            if (fields.length >= 4) {
                parse(fields[2]).ifPresent(number -> numbers.putIfAbsent(fields[0], number));
            }
        }
        return numbers;
    }
}

package io.jaildeps.manifest;

import io.jaildeps.path.Printable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One thing that a manifest says, as text, so that two manifests can be compared fact by fact.
 *
 * @param name of the thing in its section, fit for a terminal: a path or a rule
 * @param attributes in the order in which they are told
 */
record Facts(ManifestDiff.Section section, String name, Map<String, String> attributes, SortedSet<String> why) {
    Facts {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        why = Collections.unmodifiableSortedSet(new TreeSet<>(why));
    }

    /** Everything that a manifest says, in the order in which it says it. */
    static List<Facts> of(Manifest manifest) {
        List<Facts> facts = new ArrayList<>();
        facts.add(new Facts(ManifestDiff.Section.TARGET, "target", target(manifest.target()), new TreeSet<>()));
        Map<String, String> platform = new LinkedHashMap<>();
        platform.put("os", manifest.platform().os());
        platform.put("arch", manifest.platform().arch());
        facts.add(new Facts(ManifestDiff.Section.PLATFORM, "platform", platform, new TreeSet<>()));
        for (Entry entry : manifest.entries()) {
            facts.add(
                    facts(ManifestDiff.Section.ENTRY, entry.path().toString(), EntryAttributes.of(entry), entry.why()));
        }
        Named named = new Named();
        for (Manifest.Mount mount : manifest.mounts()) {
            String name = named.unique("m" + mount.path(), mount.path().toString());
            facts.add(facts(ManifestDiff.Section.MOUNT, name, Map.of("fstype", mount.fstype()), mount.why()));
        }
        for (Manifest.SocketNeed socket : manifest.sockets()) {
            String name = named.unique("s" + socket.path(), socket.path().toString());
            facts.add(facts(ManifestDiff.Section.SOCKET, name, Map.of("advice", socket.advice()), socket.why()));
        }
        for (Manifest.Ignored ignored : manifest.ignored()) {
            facts.add(ignored(named.unique("i" + ignored.rule(), ignored.rule()), ignored));
        }
        for (Manifest.Suggestion suggestion : manifest.suggestions()) {
            String text = suggestion.path() + " (" + suggestion.rule() + ")";
            facts.add(
                    facts(ManifestDiff.Section.SUGGESTION, named.unique("p" + text, text), Map.of(), suggestion.why()));
        }
        return facts;
    }

    private static Facts facts(
            ManifestDiff.Section section, String name, Map<String, String> attributes, List<String> why) {
        return new Facts(section, name, attributes, new TreeSet<>(why));
    }

    private static Map<String, String> target(Manifest.Target target) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("command", CommandWords.of(target.command()));
        attributes.put("cwd", target.cwd().toString());
        attributes.put("user", target.user());
        target.environment()
                .forEach((name, value) -> attributes.put(ManifestDiff.ENVIRONMENT + Printable.of(name), "=" + value));
        attributes.put("ready", target.ready());
        for (int i = 0; i < target.exercise().size(); i++) {
            attributes.put("exercise " + (i + 1), target.exercise().get(i));
        }
        attributes.put("status", String.valueOf(target.status()));
        attributes.put("network", target.privateNetwork() ? "private" : "the host's");
        attributes.put("stdin", target.stdin().isEmpty() ? "nothing" : Printable.of(target.stdin()));
        return attributes;
    }

    private static Facts ignored(String name, Manifest.Ignored ignored) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("reason", ignored.reason());
        attributes.put("count", String.valueOf(ignored.count()));
        ignored.examples().forEach(example -> attributes.put("example " + example, example.toString()));
        return facts(ManifestDiff.Section.IGNORED, name, attributes, List.of());
    }

    /** A manifest by hand may say a thing twice. */
    private static final class Named {
        private final Set<String> seen = new HashSet<>();

        String unique(String key, String name) {
            String free = name;
            for (int i = 2; !seen.add(key + " " + free); i++) {
                free = name + " (" + i + ")";
            }
            return free;
        }
    }
}

package io.jaildeps.reports;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a manifest says, for people and scripts that do not read manifests.
 *
 * @param sizeBytes the bytes of all files together; empty where nobody has looked
 */
public record ManifestReport(
        Target target,
        Platform platform,
        OptionalLong sizeBytes,
        List<Entry> entries,
        List<Mount> mounts,
        List<Socket> sockets,
        List<Ignored> ignored,
        List<Suggestion> suggestions) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public ManifestReport {
        entries = List.copyOf(entries);
        mounts = List.copyOf(mounts);
        sockets = List.copyOf(sockets);
        ignored = List.copyOf(ignored);
        suggestions = List.copyOf(suggestions);
    }

    /** Private keys, password hashes and tokens that would be copied into the jail. */
    public List<Entry> secrets() {
        return entries.stream().filter(Entry::secret).toList();
    }

    /** Files that run with the rights of their owner or group. */
    public List<Entry> setuid() {
        return entries.stream().filter(Entry::setsId).toList();
    }

    public List<Entry> entries(EntryKind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    /**
     * What was run. The environment is left out: its values may be secrets.
     *
     * @param exercise shell commands, perhaps of several lines
     */
    public record Target(List<String> command, String cwd, String user, String ready, List<String> exercise) {
        public Target {
            if (command.isEmpty()) {
                throw new IllegalArgumentException("no command");
            }
            command = Visible.all(command);
            cwd = Visible.of(cwd);
            user = Visible.of(user);
            ready = Visible.of(ready);
            exercise = Visible.allOfLines(exercise);
        }
    }

    /** The system that the manifest is for: {@code linux}, {@code x86_64}. */
    public record Platform(String os, String arch) {
        public Platform {
            os = Visible.of(os);
            arch = Visible.of(arch);
        }
    }

    /**
     * One inode of the jail.
     *
     * @param detail what makes it special, in a few words: {@code -> usr/bin}, {@code c 1:3}; empty if nothing does
     * @param permissions {@code 0755 root:root}; empty for a symbolic link
     * @param why all reasons, the one that tells most first
     */
    public record Entry(
            EntryKind kind,
            String path,
            String detail,
            String permissions,
            boolean secret,
            boolean setsId,
            List<String> why) {
        public Entry {
            path = Visible.of(path);
            detail = Visible.of(detail);
            permissions = Visible.of(permissions);
            why = Visible.all(why);
        }

        /** The first of {@link #why}, or words that say that there is none. */
        public String firstReason() {
            return Reasons.first(why);
        }
    }

    /** A file system to mount in the jail. */
    public record Mount(String path, String fstype, List<String> why) {
        public Mount {
            path = Visible.of(path);
            fstype = Visible.of(fstype);
            why = Visible.all(why);
        }
    }

    /** A socket of another program. @param advice what can be done about it, a sentence */
    public record Socket(String path, String advice, List<String> why) {
        public Socket {
            path = Visible.of(path);
            advice = Visible.of(advice);
            why = Visible.all(why);
        }
    }

    /** What a rule left out. @param examples some of the {@code count} paths */
    public record Ignored(String rule, String reason, int count, List<String> examples) {
        public Ignored {
            rule = Visible.of(rule);
            reason = Visible.of(reason);
            examples = Visible.all(examples);
        }
    }

    /** What no run has proved, but the program may need. */
    public record Suggestion(String path, String rule, List<String> why) {
        public Suggestion {
            path = Visible.of(path);
            rule = Visible.of(rule);
            why = Visible.all(why);
        }
    }
}

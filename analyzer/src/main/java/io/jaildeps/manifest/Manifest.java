package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a program needs to run in a jail. Everything is sorted: equal needs are equal bytes. */
public record Manifest(
        Target target,
        Platform platform,
        List<Entry> entries,
        List<Mount> mounts,
        List<SocketNeed> sockets,
        List<Ignored> ignored,
        List<Suggestion> suggestions) {
    /** The version of the JSON form that this program writes, and the newest that it reads. */
    public static final int SCHEMA = 1;

    public Manifest {
        entries = sorted(entries, Comparator.comparing(Entry::path));
        mounts = sorted(mounts, Comparator.comparing(Mount::path));
        sockets = sorted(sockets, Comparator.comparing(SocketNeed::path));
        ignored = sorted(ignored, Comparator.comparing(Ignored::rule));
        suggestions = sorted(suggestions, Comparator.comparing(Suggestion::path).thenComparing(Suggestion::rule));
        Set<JailPath> seen = new HashSet<>();
        for (Entry entry : entries) {
            if (!seen.add(entry.path())) {
                throw new IllegalArgumentException("two entries for " + entry.path());
            }
        }
    }

    /**
     * What is run and how it is proved.
     *
     * @param command the program's absolute path and its arguments, one char per byte
     * @param cwd the directory it is started in
     * @param user {@code user} or {@code user:group} as in passwd(5)
     * @param ready the condition under which it is ready, as {@code --ready} takes it
     * @param exercise shell commands run from outside once it is ready
     * @param status the exit status of a target that works, if it exits
     * @param privateNetwork whether it runs in a network namespace of its own
     * @param stdin the absolute path of what it reads from standard input, one char per byte; {@link #NOT_KEPT}; or empty
     *     if it reads nothing
     */
    public record Target(
            List<String> command,
            JailPath cwd,
            String user,
            SortedMap<String, String> environment,
            String ready,
            List<String> exercise,
            int status,
            boolean privateNetwork,
            String stdin) {
        /** It read something that is kept nowhere. */
        public static final String NOT_KEPT = "-";

        /** The largest that wait(2) can tell. */
        public static final int MAX_STATUS = 255;

        public Target {
            if (status < 0 || status > MAX_STATUS) {
                throw new IllegalArgumentException("status " + status + " is none of 0 to " + MAX_STATUS);
            }
            if (!stdin.isEmpty() && !stdin.equals(NOT_KEPT) && !stdin.startsWith("/")) {
                throw new IllegalArgumentException("stdin is neither an absolute path nor " + NOT_KEPT);
            }
            if (command.isEmpty()) {
                throw new IllegalArgumentException("no command");
            }
            command = List.copyOf(command);
            environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
            exercise = List.copyOf(exercise);
        }

        /** Ends with status 0, if it ends, uses the host's network and reads nothing. */
        public Target(
                List<String> command,
                JailPath cwd,
                String user,
                SortedMap<String, String> environment,
                String ready,
                List<String> exercise) {
            this(command, cwd, user, environment, ready, exercise, 0, false, "");
        }

        /** The same once it is known where it starts and when it is ready. */
        public Target found(JailPath start, String condition) {
            return new Target(command, start, user, environment, condition, exercise, status, privateNetwork, stdin);
        }

        /** The same, proved otherwise. */
        public Target provedBy(int expectedStatus, boolean ownNetwork) {
            return new Target(command, cwd, user, environment, ready, exercise, expectedStatus, ownNetwork, stdin);
        }
    }

    /** The system the manifest is for: {@code linux}, {@code x86_64} as uname(1) names them. */
    public record Platform(String os, String arch) {}

    /** A file system that must be mounted in the jail. @param fstype such as {@code proc}, see mount(8) */
    public record Mount(JailPath path, String fstype, List<String> why) {
        public Mount {
            why = List.copyOf(new TreeSet<>(why));
        }
    }

    /** A socket of another program that the target talks to. @param advice what can be done about it, a known word */
    public record SocketNeed(JailPath path, String advice, List<String> why) {
        public SocketNeed {
            why = List.copyOf(new TreeSet<>(why));
        }
    }

    /** What a rule left out. @param examples some of the paths, sorted */
    public record Ignored(String rule, String reason, int count, List<JailPath> examples) {
        public Ignored {
            examples = List.copyOf(new TreeSet<>(examples));
        }
    }

    /** What the run did not prove, but the program may need. */
    public record Suggestion(JailPath path, String rule, List<String> why) {
        private static final String TAKEN_IN = "suggested by rule ";

        public Suggestion {
            why = List.copyOf(new TreeSet<>(why));
        }

        /** The reason of an entry that a person took in, though no run proves it. */
        public static String reason(String rule) {
            return TAKEN_IN + rule;
        }

        /** True for such a reason. */
        public static boolean isTakenIn(String reason) {
            return reason.startsWith(TAKEN_IN);
        }
    }

    /** The same needs for another run, or proved in another way. */
    public Manifest withTarget(Target other) {
        return new Manifest(other, platform, entries, mounts, sockets, ignored, suggestions);
    }

    private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
        return list.stream().sorted(order).toList();
    }
}

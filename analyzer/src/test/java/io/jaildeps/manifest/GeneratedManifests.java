package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Manifests of runs on one host: what they say of a path agrees, which paths they have and why differs. */
final class GeneratedManifests {
    private static final int PATHS = 12;

    private final Random random;
    private final int contradictions;

    /** @param contradictions in how many of a hundred entries a manifest says something else than the others */
    GeneratedManifests(long seed, int contradictions) {
        this.random = new Random(seed);
        this.contradictions = contradictions;
    }

    List<Manifest> several() {
        List<Manifest> manifests = new ArrayList<>();
        int count = 2 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            manifests.add(one());
        }
        return manifests;
    }

    Manifest one() {
        List<Entry> entries = new ArrayList<>();
        List<Manifest.Mount> mounts = new ArrayList<>();
        List<Manifest.SocketNeed> sockets = new ArrayList<>();
        List<Manifest.Ignored> ignored = new ArrayList<>();
        List<Manifest.Suggestion> suggestions = new ArrayList<>();
        for (int i = 0; i < PATHS; i++) {
            if (random.nextInt(3) > 0) {
                entries.add(entry(i));
            } else if (random.nextBoolean()) {
                suggestions.add(new Manifest.Suggestion(path(i), "rule-" + random.nextInt(2), why()));
            }
        }
        for (int i = 0; i < 3; i++) {
            if (random.nextBoolean()) {
                mounts.add(new Manifest.Mount(JailPath.of("/mnt/" + i), "type" + i, why()));
            }
            if (random.nextBoolean()) {
                String advice = List.of("bind-mount", "syslog", "dbus").get(random.nextInt(3));
                sockets.add(new Manifest.SocketNeed(JailPath.of("/run/" + i), advice, why()));
            }
            if (random.nextBoolean()) {
                List<JailPath> examples = List.of(path(20 + random.nextInt(9)), path(30 + random.nextInt(9)));
                ignored.add(new Manifest.Ignored("rule-" + i, "for " + i, 2 + random.nextInt(9), examples));
            }
        }
        return new Manifest(
                target(), new Manifest.Platform("linux", "x86_64"), entries, mounts, sockets, ignored, suggestions);
    }

    private Manifest.Target target() {
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("LANG", random.nextBoolean() ? "C" : "C.UTF-8");
        List<String> exercise = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            exercise.add("try " + random.nextInt(4));
        }
        return new Manifest.Target(
                random.nextBoolean() ? List.of("/bin/a") : List.of("/bin/a", "-v"),
                JailPath.ROOT,
                "root",
                environment,
                random.nextBoolean() ? "exit" : "tcp:80",
                exercise,
                random.nextInt(2),
                random.nextBoolean(),
                List.of("", "-", "/srv/input").get(random.nextInt(3)));
    }

    /** The number decides on all but content and reasons. */
    private Entry entry(int number) {
        boolean other = random.nextInt(100) < contradictions;
        Mode mode = other ? Mode.parse("0700") : Mode.parse("0755");
        Owner owner = other && random.nextBoolean() ? new Owner("bin", "bin") : Owner.ROOT;
        JailPath path = path(number);
        return switch (number % 6) {
            case 0 -> new Entry.Directory(path, mode, owner, why());
            case 1 -> new Entry.Symlink(path, other ? "there" : "here", why());
            case 2 -> new Entry.Device(path, DeviceNumber.parse(other ? "c 1:5" : "c 1:3"), mode, owner, why());
            case 3 -> other ? new Entry.Directory(path, mode, owner, why()) : new Entry.Fifo(path, mode, owner, why());
            case 4 -> {
                Content content = random.nextBoolean() || other ? new Content.LoaderCache() : new Content.Empty();
                yield new Entry.File(path, mode, owner, content, random.nextBoolean(), why());
            }
            default -> new Entry.File(path, mode, owner, content(), random.nextBoolean(), why());
        };
    }

    private Content content() {
        return switch (random.nextInt(4)) {
            case 0 -> new Content.Copy();
            case 1 -> new Content.Empty();
            default -> new Content.Users(List.of("user" + random.nextInt(5), "root"));
        };
    }

    /** Directories have a number that six divides; what is odd among the rest lies in one. */
    private static JailPath path(int number) {
        return JailPath.of((number % 2 == 1 ? "/d" + number / 6 * 6 : "") + "/d" + number);
    }

    private List<String> why() {
        List<String> why = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            why.add("opened by /bin/" + random.nextInt(8));
        }
        if (random.nextInt(3) == 0) {
            why.add("~ and " + (1 + random.nextInt(9)) + " more reasons");
        }
        return why;
    }
}

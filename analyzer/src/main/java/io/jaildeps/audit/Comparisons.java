package io.jaildeps.audit;

import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.Secrets;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What files should be, by the host and by the lock. The lock tells a file that was changed in the jail from one whose
 * original went on; without it the two look the same.
 */
final class Comparisons {
    /** Package databases are asked about no more files. */
    private static final int MOST = 10_000;

    private static final Mend LOOK_AT_IT =
            Mend.words("find out who changed it, and put back what was there or make the lock anew");

    private record Expectation(Optional<Location.Present> hosts, Optional<Lock.File> lock, boolean compared) {}

    /** A finding that still lacks its package. @param lock what the lock says of the file, if it names it */
    private record Difference(Kind kind, Severity severity, JailPath path, String reason, Optional<Lock.File> lock) {}

    private final Scene scene;
    private final Map<JailPath, Expectation> expectations = new HashMap<>();
    private final Set<JailPath> seen = new HashSet<>();
    private final List<Difference> differences = new ArrayList<>();

    Comparisons(Scene scene) {
        this.scene = scene;
    }

    /** @param hosts what the host has at the same path, if it is to be compared */
    void expect(JailPath path, Optional<Location.Present> hosts, Optional<Lock.File> lock, boolean compared) {
        expectations.put(path, new Expectation(hosts, lock, compared));
        if (lock.isPresent()) {
            seen.add(path);
        }
    }

    void forget(JailPath path) {
        expectations.remove(path);
    }

    void report(FileTask task, FileFacts facts) {
        Expectation expectation = expectations.remove(task.path());
        if (expectation == null) {
            return;
        }
        Optional<Lock.File> lock = expectation.lock();
        boolean changed = lock.isPresent() && isChanged(lock.get(), task, facts);
        boolean isCode = facts.isElf() || task.inode().isExecutable();
        if (expectation.hosts().isPresent()) {
            Inode hosts = expectation.hosts().get().inode();
            Optional<String> difference = difference(task, facts, hosts);
            if (difference.isPresent() && lock.isPresent() && !changed) {
                add(Kind.STALE, Severity.MEDIUM, task.path(), difference.get(), lock);
            } else if (difference.isPresent() && lock.isEmpty() && !isOwnSecret(task.path(), facts)) {
                Severity severity = isCode ? Severity.HIGH : Severity.LOW;
                add(Kind.DIFFERS_FROM_HOST, severity, task.path(), difference.get(), lock);
            }
        } else if (expectation.compared() && (isPromised(task.path(), lock) || isCode)) {
            Severity severity = isPromised(task.path(), lock) ? Severity.MEDIUM : Severity.LOW;
            add(Kind.VANISHED_ON_HOST, severity, task.path(), "the host has no such file", lock);
        }
    }

    /** A jail does well to have keys and passwords of its own. */
    private boolean isOwnSecret(JailPath path, FileFacts facts) {
        return !isPromised(path, Optional.empty())
                && (Secrets.isPasswordFile(path) || !facts.secrets().isEmpty());
    }

    private boolean isPromised(JailPath path, Optional<Lock.File> lock) {
        return lock.isPresent() || scene.expected().entry(path).isPresent();
    }

    private boolean isChanged(Lock.File lock, FileTask task, FileFacts facts) {
        if (lock.sizeBytes() != task.inode().sizeBytes()) {
            add(
                    Kind.CHANGED_SINCE_LOCK,
                    Kind.CHANGED_SINCE_LOCK.severity(),
                    task.path(),
                    "it has " + task.inode().sizeBytes() + " bytes, by the lock " + lock.sizeBytes(),
                    Optional.of(lock));
            return true;
        }
        String sha256 = facts.sha256().orElse("");
        if (!sha256.equals(lock.sha256())) {
            add(
                    Kind.CHANGED_SINCE_LOCK,
                    Kind.CHANGED_SINCE_LOCK.severity(),
                    task.path(),
                    "its SHA-256 is " + sha256 + ", by the lock " + lock.sha256(),
                    Optional.of(lock));
            return true;
        }
        return false;
    }

    private static Optional<String> difference(FileTask task, FileFacts facts, Inode hosts) {
        if (hosts.id().equals(task.inode().id())) {
            return Optional.empty();
        } else if (hosts.sizeBytes() != task.inode().sizeBytes()) {
            return Optional.of("it has " + task.inode().sizeBytes() + " bytes, the host's has " + hosts.sizeBytes());
        }
        return facts.difference().isPresent()
                ? Optional.of("it differs from the host's file from byte "
                        + facts.difference().getAsLong() + " on")
                : Optional.empty();
    }

    private void add(Kind kind, Severity severity, JailPath path, String reason, Optional<Lock.File> lock) {
        if (differences.size() < MOST) {
            differences.add(new Difference(kind, severity, path, reason, lock));
        } else {
            scene.findings()
                    .add(
                            kind,
                            severity,
                            path,
                            reason,
                            scene.mend(path, scene.removal(path).orElse(LOOK_AT_IT)));
        }
    }

    /** Asks which packages the files are of, and reports. */
    void finish() throws IOException, InterruptedException {
        missing();
        Map<JailPath, Packages.Owner> owners = Packages.owners(
                scene, differences.stream().map(Difference::path).toList());
        for (Difference difference : differences) {
            scene.findings()
                    .add(
                            difference.kind(),
                            difference.severity(),
                            difference.path(),
                            difference.reason() + packages(difference, owners),
                            mend(difference));
        }
    }

    /** What the lock names and the jail lacks, unless the manifest names it: then its entry is missing. */
    private void missing() {
        scene.request()
                .lock()
                .ifPresent(lock -> lock.files().stream()
                        .filter(file -> !seen.contains(file.path()))
                        .filter(file -> !(scene.expected().entry(file.path()).orElse(null) instanceof Entry.File))
                        .forEach(file -> add(
                                Kind.CHANGED_SINCE_LOCK,
                                Kind.CHANGED_SINCE_LOCK.severity(),
                                file.path(),
                                "the lock names it, and no file is there",
                                Optional.of(file))));
    }

    private Mend mend(Difference difference) throws IOException {
        return scene.copy(
                difference.path(),
                difference.kind() == Kind.VANISHED_ON_HOST
                        ? Mend.words("find out where it came from, and remove it if nothing in the jail needs it")
                        : LOOK_AT_IT);
    }

    // "; package libc6: 2.36-9+deb12u13 in the jail, 2.36-9+deb12u14 on the host"
    private static String packages(Difference difference, Map<JailPath, Packages.Owner> owners) {
        Optional<Packages.Owner> now = Optional.ofNullable(owners.get(difference.path()));
        Optional<Lock.File> was =
                difference.lock().filter(file -> !file.packageName().isEmpty());
        if (was.isPresent()) {
            String before = Printable.of(was.get().packageName()) + " "
                    + Printable.of(was.get().packageVersion());
            return "; package " + before + " when it was built"
                    + now.map(owner -> ", now " + owner.name() + " " + owner.version())
                            .orElse(", now of no package");
        }
        return now.map(owner -> "; package " + owner.name() + " " + owner.version() + " on the host")
                .orElse("");
    }
}

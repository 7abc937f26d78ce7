package io.jaildeps.audit;

import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Secrets;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys and tokens in files, and secrets that others may read. What the manifest marks as secret is known already. */
final class Secrecy {
    /** Their hashes are told account by account. */
    private static final Set<String> ACCOUNTS = Set.of("/etc/shadow", "/etc/gshadow", "/etc/passwd", "/etc/group");

    private static final int OTHERS_READ = 04;

    private Secrecy() {}

    static void report(Scene scene, FileTask task, FileFacts facts) {
        JailPath path = task.path();
        boolean known = scene.expected().entry(path).orElse(null) instanceof Entry.File file && file.secret();
        List<String> secrets = facts.secrets().stream()
                .filter(secret -> !ACCOUNTS.contains(path.bytes()) || !secret.startsWith("password hash"))
                .toList();
        if (!secrets.isEmpty() && !known) {
            String names = secrets.stream().map(Printable::of).collect(Collectors.joining(", "));
            scene.findings().add(Kind.SECRET, path, "it holds: " + names, Mend.remove(scene.onHost(path), false));
        }
        boolean secret = known || !secrets.isEmpty() || Secrets.isPasswordFile(path);
        if (secret && (task.inode().mode() & OTHERS_READ) != 0 && task.inode().sizeBytes() > 0) {
            scene.findings()
                    .add(
                            Kind.SECRET_READABLE,
                            path,
                            "mode " + new Mode(task.inode().mode()),
                            Mend.command("chmod o-rwx", scene.onHost(path)));
        }
    }
}

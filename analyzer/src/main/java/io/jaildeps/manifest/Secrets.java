package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Set;

/** Tells keys, password hashes and tokens from other files. */
public final class Secrets {
    private static final Set<String> PASSWORD_FILES = Set.of(
            "/etc/shadow",
            "/etc/gshadow",
            "/etc/shadow-",
            "/etc/gshadow-",
            "/etc/security/opasswd",
            "/etc/master.passwd",
            "/etc/spwd.db");
    private static final int MAX_KEY_BYTES = 64 * 1024;
    private static final int OTHERS_READ = 04;

    private Secrets() {}

    /** True for the places where systems keep the hashes of passwords, shadow(5) and its like, whatever is there. */
    public static boolean isPasswordFile(JailPath path) {
        return PASSWORD_FILES.contains(path.bytes());
    }

    static boolean isSecret(JailPath path, Inode inode, Sysroot tree) throws IOException {
        if (isPasswordFile(path)) {
            return true;
        }
        if (inode.kind() != Inode.Kind.FILE || inode.sizeBytes() > MAX_KEY_BYTES) {
            return false;
        }
        boolean closed = (inode.mode() & OTHERS_READ) == 0;
        boolean looksLike = path.name().matches(".*(key|secret|token|password|\\.pem|\\.p12|keytab|\\.pgpass).*");
        // -----BEGIN OPENSSH PRIVATE KEY-----
        return (closed || looksLike)
                && (tree.text(path.bytes(), MAX_KEY_BYTES).contains("PRIVATE KEY-----") || (closed && looksLike));
    }
}

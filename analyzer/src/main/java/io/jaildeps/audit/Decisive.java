package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files and directories by which whoever writes them becomes whom they like in the jail. A directory counts as what is in
 * it: its owner, and who may write it, exchanges its files by rename(2) and makes those that are not there yet.
 */
final class Decisive {
    /** passwd(5), shadow(5) and what decides which code the loader brings in, ld.so(8). */
    private static final List<String> WHO_IS_WHO = List.of(
            "/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/ld.so.preload", "/etc/ld.so.cache");

    /** Directories of programs and libraries, and of what decides who may log in as root. */
    private static final Pattern CODE = Pattern.compile("/usr|/usr/local|/opt|/root|/root/\\.ssh"
            + "|(?:/usr)?(?:/local)?/(?:s?bin|lib|lib32|lib64|libx32|libexec)"
            + "(?:/[^/]+-linux-[^/]+)?(?:/security|/gconv|/glibc-hwcaps(?:/.*)?)?"
            + "|/etc/(?:pam\\.d|security|ssh|sudoers\\.d|ld\\.so\\.conf\\.d)");

    private final Set<JailPath> files = new HashSet<>();
    private final Set<JailPath> directories = new HashSet<>();

    /** Where links in the jail lead counts too. */
    Decisive(Sysroot jail) throws IOException {
        directories.add(JailPath.ROOT);
        for (String path : WHO_IS_WHO) {
            files.add(JailPath.of(path));
            directories.add(JailPath.of(path).parent());
            if (jail.locate(path) instanceof Location.Present at) {
                files.add(at.realPath());
                directories.add(at.realPath().parent());
            }
        }
    }

    boolean isWhoIsWho(JailPath file) {
        return files.contains(file);
    }

    /** How bad it is at least if others than root may write what stands at a path. */
    Optional<Severity> least(JailPath path, Inode inode) {
        if (!inode.is(Inode.Kind.DIRECTORY)) {
            return files.contains(path) ? Optional.of(Severity.CRITICAL) : Optional.empty();
        } else if (directories.contains(path)) {
            return Optional.of(Severity.CRITICAL);
        }
        return CODE.matcher(path.bytes()).matches() ? Optional.of(Severity.HIGH) : Optional.empty();
    }

    /** The worse of what is usual and what this place makes of it. */
    Severity severity(JailPath path, Inode inode, Severity usual) {
        return least(path, inode).filter(least -> least.compareTo(usual) > 0).orElse(usual);
    }
}

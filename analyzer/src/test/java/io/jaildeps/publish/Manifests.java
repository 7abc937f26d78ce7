package io.jaildeps.publish;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.DeviceNumber;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.TreeMap;

/** Manifests to publish. */
final class Manifests {
    /** Bytes of a name: an escape sequence, an invalid UTF-8 byte, a bidirectional override, a backslash. */
    static final String HOSTILE = "/tmp/\u001b[31m\u0080\u00e2\u0080\u00ae\"\n\\";

    private Manifests() {}

    /** One of each kind, and every field that is not written when it has its usual value. */
    static Manifest complete() {
        Owner sshd = new Owner("sshd", "nogroup");
        List<String> why = List.of("opened by /usr/sbin/sshd", "needed by /usr/sbin/sshd (ld.so.cache)");
        JailPath log = JailPath.of("/dev/log");
        return manifest(
                List.of(
                        new Entry.Symlink(JailPath.of("/bin"), "usr/bin", List.of("path of /bin/sh")),
                        new Entry.Device(
                                JailPath.of("/dev/null"), DeviceNumber.parse("c 1:3"), new Mode(0666), Owner.ROOT, why),
                        file("/etc/ld.so.cache", new Content.LoaderCache(), false),
                        file("/etc/passwd", new Content.Users(List.of("sshd", "root")), false),
                        file("/etc/shadow", new Content.Users(List.of()), true),
                        file("/etc/ssh/key", new Content.Copy(), true),
                        file("/usr/lib/os-release", new Content.Empty(), false),
                        new Entry.File(
                                JailPath.of("/usr/bin/sudo"), new Mode(04755), sshd, new Content.Copy(), false, why),
                        new Entry.Directory(JailPath.of("/run/sshd"), Mode.DIRECTORY, sshd, why),
                        new Entry.Fifo(JailPath.of("/run/initctl"), new Mode(0600), Owner.ROOT, why)),
                List.of(
                        new Manifest.SocketNeed(log, "syslog", why),
                        new Manifest.SocketNeed(JailPath.of("/run/new"), "teleport", why)));
    }

    /** Names as an attacker chooses them. */
    static Manifest hostile() {
        JailPath path = JailPath.ofBytes(HOSTILE);
        return manifest(
                List.of(
                        new Entry.Symlink(path, HOSTILE, List.of("path of " + path)),
                        new Entry.Fifo(JailPath.of("/etc/\ud83d\ude00"), Mode.FILE, Owner.ROOT, List.of("\u001b[2J"))),
                List.of());
    }

    private static Entry file(String path, Content content, boolean secret) {
        return new Entry.File(JailPath.of(path), Mode.FILE, Owner.ROOT, content, secret, List.of("read by /bin/x"));
    }

    private static Manifest manifest(List<Entry> entries, List<Manifest.SocketNeed> sockets) {
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", "/usr/bin:/bin");
        return new Manifest(
                new Manifest.Target(
                        List.of("/usr/sbin/sshd", HOSTILE),
                        JailPath.ROOT,
                        "root",
                        environment,
                        "tcp:2222",
                        List.of("ssh localhost true")),
                new Manifest.Platform("linux", "x86_64"),
                entries,
                List.of(new Manifest.Mount(JailPath.of("/proc"), "proc", List.of("opened by /usr/sbin/sshd"))),
                sockets,
                List.of(new Manifest.Ignored("hwcaps", "not there", 8, List.of(JailPath.of("/lib/i686")))),
                List.of(new Manifest.Suggestion(
                        JailPath.of("/etc/hosts.allow"), "libwrap", List.of("read by /bin/x"))));
    }
}

package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.TreeMap;

/** Manifests for tests: short words to write one, one with every record that there is, one by an attacker. */
public final class Manifests {
    /** Bytes of a name: an escape sequence, an invalid UTF-8 byte, a bidirectional override, a backslash. */
    private static final String HOSTILE = "/tmp/\u001b[31m\u0080\u00e2\u0080\u00ae\"\n\\";

    private static final List<String> WHY = List.of("opened by /usr/sbin/sshd", "found by \"rule\"");
    private static final Owner SSHD = new Owner("sshd", "1234");

    private Manifests() {}

    public static Manifest manifest(Entry... entries) {
        return manifest(List.of(entries), List.of());
    }

    public static Manifest manifest(List<Entry> entries, List<Manifest.Mount> mounts) {
        return new Manifest(
                new Manifest.Target(List.of("/bin/true"), JailPath.ROOT, "root", new TreeMap<>(), "exit", List.of()),
                new Manifest.Platform("linux", "x86_64"),
                entries,
                mounts,
                List.of(),
                List.of(),
                List.of());
    }

    public static Entry.File copy(String path, String mode) {
        return file(path, mode, new Content.Copy());
    }

    public static Entry.File file(String path, String mode, Content content) {
        return new Entry.File(path(path), Mode.parse(mode), Owner.ROOT, content, false, List.of("test"));
    }

    public static Entry.Directory directory(String path, String mode) {
        return new Entry.Directory(path(path), Mode.parse(mode), Owner.ROOT, List.of("test"));
    }

    public static Entry.Symlink symlink(String path, String target) {
        return new Entry.Symlink(path(path), target, List.of("test"));
    }

    public static Entry.Device device(String path, String number, String mode) {
        return new Entry.Device(path(path), DeviceNumber.parse(number), Mode.parse(mode), Owner.ROOT, List.of("test"));
    }

    public static Entry.Fifo fifo(String path, String mode) {
        return new Entry.Fifo(path(path), Mode.parse(mode), Owner.ROOT, List.of("test"));
    }

    /** @param bytes one char per byte */
    static JailPath path(String bytes) {
        return JailPath.ofBytes(bytes);
    }

    /** One of each kind, with every field that is not written when it has its usual value, and odd names. */
    public static Manifest complete() {
        return complete(entries());
    }

    static List<Entry> entries() {
        Content copy = new Content.Copy();
        return List.of(
                new Entry.File(path("/bin/x"), Mode.parse("4755"), Owner.ROOT, copy, false, WHY),
                new Entry.File(path("/etc/key"), Mode.parse("0600"), SSHD, copy, true, WHY),
                new Entry.File(path("/etc/ld.so.cache"), Mode.FILE, Owner.ROOT, new Content.LoaderCache(), false, WHY),
                users("/etc/passwd", List.of("sshd", "root"), false),
                users("/etc/shadow", List.of(), true),
                new Entry.File(
                        path("/srv/etc/shadow"),
                        Mode.parse("0640"),
                        Owner.ROOT,
                        new Content.Users(List.of("alice", "sshd"), List.of("alice")),
                        true,
                        WHY),
                new Entry.File(path("/var/run/utmp"), Mode.FILE, SSHD, new Content.Empty(), false, WHY),
                new Entry.Directory(path("/run/sshd"), Mode.DIRECTORY, Owner.ROOT, WHY),
                new Entry.Directory(path("/var/empty"), Mode.parse("1777"), SSHD, List.of()),
                new Entry.Symlink(path("/lib"), "usr/lib", WHY),
                new Entry.Symlink(path("/odd\n\u00ff\u00c3\u00a4\"\\"), "\u00fe//x\u00ed\u00a0\u0080", WHY),
                new Entry.Device(path("/dev/null"), DeviceNumber.parse("c 1:3"), Mode.parse("0666"), SSHD, WHY),
                new Entry.Device(path("/dev/sda"), DeviceNumber.parse("b 8:0"), Mode.FILE, Owner.ROOT, WHY),
                new Entry.Fifo(path("/run/pipe"), Mode.parse("0622"), Owner.ROOT, WHY));
    }

    private static Entry users(String path, List<String> keep, boolean secret) {
        return new Entry.File(path(path), Mode.FILE, Owner.ROOT, new Content.Users(keep), secret, WHY);
    }

    /** What a trace alone tells: one of each kind. */
    public static Manifest unverified() {
        List<Entry> supposed = List.of(
                copy("/usr/bin/ls", "0755"),
                directory("/var/adm", "0755"),
                new Entry.Device(
                        path("/dev/zero"), DeviceNumber.UNKNOWN, Mode.parse("0666"), Owner.ROOT, List.of("test")));
        return complete(supposed.stream().map(Manifests::unverified).toList());
    }

    public static Entry unverified(Entry supposed) {
        return new Entry.Unverified(supposed);
    }

    /** Names as an attacker chooses them. */
    public static Manifest hostile() {
        return complete(List.of(
                new Entry.Symlink(path(HOSTILE), HOSTILE, List.of("path of " + path(HOSTILE))),
                new Entry.Fifo(JailPath.of("/etc/\ud83d\ude00"), Mode.FILE, Owner.ROOT, List.of("\u001b[2J"))));
    }

    /** With all that a manifest has beside entries. */
    static Manifest complete(List<Entry> entries) {
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", "/bin");
        environment.put("ODD", "\u00ff=\u00c3\u00a4\n");
        return new Manifest(
                new Manifest.Target(
                        List.of("/usr/sbin/sshd", "-D", HOSTILE),
                        path("/"),
                        "root",
                        environment,
                        "tcp:22",
                        List.of("nc -z localhost 22")),
                new Manifest.Platform("linux", "x86_64"),
                entries,
                List.of(
                        new Manifest.Mount(path("/proc"), "proc", WHY),
                        new Manifest.Mount(path("/dev/pts"), "devpts", WHY)),
                List.of(
                        new Manifest.SocketNeed(path("/dev/log"), "syslog", WHY),
                        new Manifest.SocketNeed(path("/run/new"), "teleport", WHY)),
                List.of(
                        new Manifest.Ignored(
                                "hwcaps", "the loader asks for it", 8, List.of(path("/lib/z"), path("/lib/a"))),
                        new Manifest.Ignored("absent-on-host", "it is not there", 14, List.of())),
                List.of(new Manifest.Suggestion(path("/etc/hosts.allow"), "libwrap", WHY)));
    }
}

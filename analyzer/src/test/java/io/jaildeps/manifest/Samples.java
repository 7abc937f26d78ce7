package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.TreeMap;

/** A manifest with every record that there is. */
final class Samples {
    private static final List<String> WHY = List.of("opened by /bin/x", "found by \"rule\"");

    private Samples() {}

    static List<Entry> entries() {
        Owner owner = new Owner("sshd", "1234");
        return List.of(
                new Entry.File(path("/bin/x"), Mode.parse("4755"), Owner.ROOT, new Content.Copy(), false, WHY),
                new Entry.File(path("/etc/key"), Mode.parse("0600"), owner, new Content.Copy(), true, WHY),
                new Entry.File(path("/etc/ld.so.cache"), Mode.FILE, Owner.ROOT, new Content.LoaderCache(), false, WHY),
                new Entry.File(
                        path("/etc/passwd"),
                        Mode.FILE,
                        Owner.ROOT,
                        new Content.Users(List.of("sshd", "root")),
                        false,
                        WHY),
                new Entry.File(path("/var/run/utmp"), Mode.FILE, owner, new Content.Empty(), false, WHY),
                new Entry.Directory(path("/run/sshd"), Mode.DIRECTORY, Owner.ROOT, WHY),
                new Entry.Directory(path("/var/empty"), Mode.parse("1777"), owner, List.of()),
                new Entry.Symlink(path("/lib"), "usr/lib", WHY),
                new Entry.Symlink(path("/odd\n\u00ff\u00c3\u00a4\"\\"), "\u00fe//x\u00ed\u00a0\u0080", WHY),
                new Entry.Device(path("/dev/null"), DeviceNumber.parse("c 1:3"), Mode.parse("0666"), owner, WHY),
                new Entry.Device(path("/dev/sda"), DeviceNumber.parse("b 8:0"), Mode.FILE, Owner.ROOT, WHY),
                new Entry.Fifo(path("/run/pipe"), Mode.parse("0622"), Owner.ROOT, WHY));
    }

    static Manifest manifest() {
        return manifest(entries());
    }

    static Manifest manifest(List<Entry> entries) {
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", "/bin");
        environment.put("ODD", "\u00ff=\u00c3\u00a4\n");
        return new Manifest(
                new Manifest.Target(
                        List.of("/usr/sbin/sshd", "-D", "\u00ff"),
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
                List.of(new Manifest.SocketNeed(path("/dev/log"), "syslog", WHY)),
                List.of(
                        new Manifest.Ignored(
                                "hwcaps", "the loader asks for it", 8, List.of(path("/lib/z"), path("/lib/a"))),
                        new Manifest.Ignored("absent-on-host", "it is not there", 14, List.of())),
                List.of(new Manifest.Suggestion(path("/etc/hosts.allow"), "libwrap", WHY)));
    }

    static JailPath path(String bytes) {
        return JailPath.ofBytes(bytes);
    }
}

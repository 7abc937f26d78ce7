package io.jaildeps.reports;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reports to render. */
final class Samples {
    /** Escape sequences, quotes, line breaks, a bidirectional override, a lone surrogate, DEL, C1 and a BOM. */
    static final String HOSTILE =
            "/tmp/\u001b]0;owned\u0007\u001b[31m\"'\\\n\r\t\u202egnp.exe\udc80\u007f\u009b1m\ufeff\u2028<&amp;>\\N\\";

    private static final String LONG =
            "/usr/lib/x86_64-linux-gnu/perl5/5.36/auto/Some/Very/Long/Module/Name/That/Nobody/Would/Type/Name.so";

    private Samples() {}

    static ManifestReport manifest() {
        String sshd = "/usr/sbin/sshd";
        return new ManifestReport(
                new ManifestReport.Target(
                        List.of(sshd, "-D", "-o", "Banner=it's me"),
                        "/",
                        "root",
                        "tcp:2222",
                        List.of("ssh -p 2222 -o StrictHostKeyChecking=no -o BatchMode=yes user@localhost true")),
                new ManifestReport.Platform("linux", "x86_64"),
                OptionalLong.of(3_500_000),
                List.of(
                        entry(EntryKind.SYMLINK, "/bin", "-> usr/bin", "", "path of /bin/sh"),
                        entry(EntryKind.DEVICE, "/dev/null", "c 1:3", "0666 root:root", "opened by " + sshd),
                        entry(EntryKind.FILE, "/etc/passwd", "only root, sshd", "0644 root:root", "opened by " + sshd),
                        new ManifestReport.Entry(
                                EntryKind.FILE,
                                "/etc/ssh/ssh_host_ed25519_key",
                                "",
                                "0600 root:root",
                                true,
                                false,
                                List.of("opened by " + sshd)),
                        entry(EntryKind.DIRECTORY, "/run/sshd", "", "0755 root:root", "entered by " + sshd),
                        entry(EntryKind.FILE, "/tmp/grüße/日本語", "", "0644 root:root", "opened by " + sshd),
                        new ManifestReport.Entry(
                                EntryKind.FILE,
                                "/usr/bin/sudo",
                                "",
                                "4755 root:root",
                                false,
                                true,
                                List.of("executed by " + sshd, "opened by /bin/sh")),
                        entry(EntryKind.FILE, LONG, "", "0644 root:root", "needed by " + LONG + " (RUNPATH $ORIGIN)"),
                        entry(EntryKind.FILE, sshd, "", "0755 root:root", "target")),
                List.of(new ManifestReport.Mount("/proc", "proc", List.of("opened by " + sshd))),
                List.of(new ManifestReport.Socket(
                        "/dev/log",
                        "messages are lost unless a syslog daemon listens on this socket in the jail",
                        List.of("connected by " + sshd))),
                List.of(new ManifestReport.Ignored(
                        "absent-on-host",
                        "the path does not exist on the host either, so the jail needs no copy of it",
                        14,
                        List.of("/etc/ld.so.preload", "/lib/i686/mmx/libc.so.6"))),
                List.of(new ManifestReport.Suggestion(
                        "/etc/hosts.allow", "libwrap", List.of("read by /lib/libwrap.so.0"))));
    }

    /** As a hostile file system would have it: every text is {@link #HOSTILE}. */
    static ManifestReport hostileManifest() {
        List<String> why = List.of("opened by " + HOSTILE, HOSTILE);
        return new ManifestReport(
                new ManifestReport.Target(List.of(HOSTILE, HOSTILE), HOSTILE, HOSTILE, HOSTILE, List.of(HOSTILE)),
                new ManifestReport.Platform(HOSTILE, HOSTILE),
                OptionalLong.empty(),
                List.of(new ManifestReport.Entry(EntryKind.FILE, HOSTILE + "x", HOSTILE, HOSTILE, true, true, why)),
                List.of(new ManifestReport.Mount(HOSTILE + "m", HOSTILE, why)),
                List.of(new ManifestReport.Socket(HOSTILE + "s", HOSTILE, why)),
                List.of(new ManifestReport.Ignored(HOSTILE, HOSTILE, 1, List.of(HOSTILE))),
                List.of(new ManifestReport.Suggestion(HOSTILE, HOSTILE, why)));
    }

    private static ManifestReport.Entry entry(
            EntryKind kind, String path, String detail, String permissions, String reason) {
        return new ManifestReport.Entry(kind, path, detail, permissions, false, false, List.of(reason));
    }

    static TraceReport cleanTrace() {
        return new TraceReport(
                List.of("/usr/sbin/sshd", "-D"),
                Optional.of(new TraceReport.Written("sshd.jail.json", manifest())),
                new TraceVerdict.Clean(""),
                List.of(
                        new TraceReport.Pass(
                                TraceReport.Place.HOST,
                                "exit status 0",
                                List.of(
                                        new TraceReport.Finding("/usr/bin/ls", "target"),
                                        new TraceReport.Finding("/etc", "listed by /usr/bin/ls"))),
                        new TraceReport.Pass(TraceReport.Place.JAIL, "exit status 0", List.of())),
                TraceReport.NotUnderstood.NOTHING);
    }

    static TraceReport unprovedTrace() {
        return new TraceReport(
                List.of("/usr/bin/ls"),
                Optional.of(new TraceReport.Written("a file.json", plainManifest())),
                new TraceVerdict.NotVerified(true),
                List.of(new TraceReport.Pass(TraceReport.Place.HOST, "exited with status 0", List.of())),
                TraceReport.NotUnderstood.NOTHING);
    }

    private static ManifestReport plainManifest() {
        return new ManifestReport(
                new ManifestReport.Target(List.of("/usr/bin/ls"), "/", "root", "exit", List.of()),
                new ManifestReport.Platform("linux", "x86_64"),
                OptionalLong.empty(),
                List.of(entry(EntryKind.FILE, "/usr/bin/ls", "", "0755 root:root", "the target")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static TraceReport missingTrace() {
        return new TraceReport(
                List.of("/usr/sbin/sshd", "-D"),
                Optional.of(new TraceReport.Written("sshd.jail.json", plainManifest())),
                new TraceVerdict.Missing(
                        "exit status 255",
                        List.of(
                                new TraceVerdict.Suspect(40, "/etc/gai.conf", "openat by /usr/sbin/sshd: ENOENT"),
                                new TraceVerdict.Suspect(2, "/run/sshd", "stat by /usr/sbin/sshd: ENOENT"))),
                List.of(new TraceReport.Pass(TraceReport.Place.HOST, "ready, then ended", List.of())),
                new TraceReport.NotUnderstood(2, List.of("[pid 12] <garbled")));
    }

    static TraceReport failingTrace() {
        return new TraceReport(
                List.of("/usr/bin/false"),
                Optional.empty(),
                new TraceVerdict.FailsOnHost("exit status 1"),
                List.of(new TraceReport.Pass(TraceReport.Place.HOST, "exit status 1", List.of())),
                TraceReport.NotUnderstood.NOTHING);
    }

    static TraceReport hostileTrace() {
        return new TraceReport(
                List.of(HOSTILE),
                Optional.of(new TraceReport.Written(HOSTILE, hostileManifest())),
                new TraceVerdict.Missing(HOSTILE, List.of(new TraceVerdict.Suspect(0, HOSTILE, HOSTILE))),
                List.of(new TraceReport.Pass(
                        TraceReport.Place.JAIL, HOSTILE, List.of(new TraceReport.Finding(HOSTILE, HOSTILE)))),
                new TraceReport.NotUnderstood(1, List.of(HOSTILE)));
    }

    static LddReport ldd() {
        LddReport.File app = new LddReport.Dynamic(
                "/opt/app/bin/app",
                "/lib64/ld-linux-x86-64.so.2",
                List.of(
                        new LddReport.Found(
                                "libapp.so.1",
                                "/opt/app/lib/libapp.so.1",
                                "RUNPATH $ORIGIN/../lib",
                                false,
                                List.of(
                                        new LddReport.NotFound(
                                                "libgone.so.3",
                                                List.of(
                                                        "/opt/app/lib/libgone.so.3",
                                                        "/lib/x86_64-linux-gnu/libgone.so.3")),
                                        libc(false))),
                        libc(true)),
                List.of("libgone.so.3"));
        return new LddReport(List.of(
                app, new LddReport.Static("/bin/busybox"), new LddReport.Unusable("/etc/passwd", "it is no ELF file")));
    }

    private static LddReport.Library libc(boolean repeated) {
        return new LddReport.Found("libc.so.6", "/lib/x86_64-linux-gnu/libc.so.6", "ld.so.cache", repeated, List.of());
    }

    static LddReport hostileLdd() {
        LddReport.Library missing = new LddReport.NotFound(HOSTILE, List.of(HOSTILE));
        return new LddReport(List.of(
                new LddReport.Dynamic(
                        HOSTILE,
                        HOSTILE,
                        List.of(new LddReport.Found(HOSTILE, HOSTILE, HOSTILE, false, List.of(missing))),
                        List.of(HOSTILE)),
                new LddReport.Static(HOSTILE),
                new LddReport.Unusable(HOSTILE, HOSTILE)));
    }

    static BuildReport build() {
        return new BuildReport(
                "/srv/jails/sshd",
                "sshd.jail.json",
                new BuildReport.Built(
                        List.of(
                                new BuildReport.Made(EntryKind.FILE, LONG, "0644 0:0", 1000),
                                new BuildReport.Made(EntryKind.FILE, "/etc/passwd", "0644 0:0", 23),
                                new BuildReport.Made(EntryKind.SYMLINK, "/bin", "", 7)),
                        2,
                        List.of(new BuildReport.Warning("/dev/null", "not made, mknod: Operation not permitted"))));
    }

    static BuildReport refusedBuild() {
        return new BuildReport(
                "/srv/jails/sshd",
                "sshd.jail.json",
                new BuildReport.Refused("host", List.of("/etc/ssh/ssh_host_rsa_key is not on this host")));
    }

    static BuildReport hostileBuild() {
        return new BuildReport(
                HOSTILE,
                HOSTILE,
                new BuildReport.Built(
                        List.of(new BuildReport.Made(EntryKind.FIFO, HOSTILE, HOSTILE, 0)),
                        0,
                        List.of(new BuildReport.Warning(HOSTILE, HOSTILE))));
    }

    static BuildReport hostileRefusedBuild() {
        return new BuildReport(HOSTILE, HOSTILE, new BuildReport.Refused(HOSTILE, List.of(HOSTILE)));
    }

    /** A call with all, one with nothing, and a hostile one. */
    static List<EventLine> events() {
        EventLine.Argument full =
                new EventLine.Argument(Optional.of("old"), false, Optional.of("AT_FDCWD"), Optional.of("/srv/old"));
        EventLine.Argument hostile =
                new EventLine.Argument(Optional.of(HOSTILE), true, Optional.of("-2"), Optional.of(HOSTILE));
        return List.of(
                new EventLine(
                        1,
                        new EventLine.Caller(12, 0x1cca76L),
                        "renameat2",
                        List.of(full, full),
                        Optional.of("RENAME_NOREPLACE"),
                        new EventLine.Result(OptionalLong.of(-1), Optional.of("ENOENT"), false)),
                new EventLine(
                        2,
                        new EventLine.Caller(0, 0),
                        "pause",
                        List.of(),
                        Optional.empty(),
                        new EventLine.Result(OptionalLong.empty(), Optional.empty(), false)),
                new EventLine(
                        3,
                        new EventLine.Caller(0, 0),
                        HOSTILE,
                        List.of(hostile),
                        Optional.of(HOSTILE),
                        new EventLine.Result(OptionalLong.of(Long.MIN_VALUE), Optional.of(HOSTILE), true)));
    }

    static AuditReport audit() {
        return new AuditReport(
                "low",
                List.of(
                        new AuditReport.Audited(
                                "/srv/jails/web",
                                true,
                                1234,
                                3_500_000,
                                List.of(
                                        finding("device", "dangerous", "critical", "/dev/kmem", "c 1:2: it is kmem"),
                                        finding("library-missing", "missing", "high", LONG, "it needs libz.so.1"),
                                        new AuditReport.Finding(
                                                new AuditReport.Kind(
                                                        "link-dangling", "missing", "A link leads nowhere"),
                                                "low",
                                                "/etc/a b",
                                                "-> nowhere: nothing is there",
                                                "make it",
                                                false)),
                                counts(1, 1, 0, 3, 0),
                                List.of(new AuditReport.Ignored("tool:/usr/bin/*", "people log in here", 7))),
                        new AuditReport.Audited(
                                "/srv/jails/dns", false, 12, 99, List.of(), counts(0, 0, 0, 0, 0), List.of()),
                        new AuditReport.Unusable("/srv/jails/gone", "no such directory")));
    }

    static AuditReport hostileAudit() {
        return new AuditReport(
                "low",
                List.of(
                        new AuditReport.Audited(
                                HOSTILE,
                                true,
                                1,
                                0,
                                List.of(new AuditReport.Finding(
                                        new AuditReport.Kind("device", "dangerous", HOSTILE),
                                        "critical",
                                        HOSTILE,
                                        HOSTILE,
                                        HOSTILE,
                                        true)),
                                counts(1, 0, 0, 0, 0),
                                List.of(new AuditReport.Ignored(HOSTILE, HOSTILE, 0))),
                        new AuditReport.Unusable(HOSTILE, HOSTILE)));
    }

    private static AuditReport.Finding finding(String id, String topic, String severity, String path, String reason) {
        return new AuditReport.Finding(
                new AuditReport.Kind(id, topic, "Something is wrong"),
                severity,
                path,
                reason,
                "rm /srv/jails/web" + path,
                true);
    }

    private static List<AuditReport.Count> counts(long critical, long high, long medium, long low, long note) {
        return List.of(
                new AuditReport.Count("critical", critical),
                new AuditReport.Count("high", high),
                new AuditReport.Count("medium", medium),
                new AuditReport.Count("low", low),
                new AuditReport.Count("note", note));
    }

    static DiffReport diff() {
        return new DiffReport(
                "old/sshd.jail.json",
                "sshd.jail.json",
                List.of(
                        new DiffReport.Item(
                                "target",
                                "target",
                                DiffReport.Kind.CHANGED,
                                List.of(
                                        new DiffReport.Change("ready", "tcp:22", "tcp:2222"),
                                        new DiffReport.Change("environment TZ", "", "set")),
                                List.of(),
                                List.of()),
                        new DiffReport.Item(
                                "entry",
                                "/etc/hosts.allow",
                                DiffReport.Kind.ADDED,
                                List.of(
                                        new DiffReport.Change("type", "", "file"),
                                        new DiffReport.Change("mode", "", "0644"),
                                        new DiffReport.Change("content", "", "copy"),
                                        new DiffReport.Change("secret", "", "false")),
                                List.of("opened by /usr/sbin/sshd", "opened by /usr/sbin/tcpd"),
                                List.of()),
                        new DiffReport.Item(
                                "entry",
                                "/etc/passwd",
                                DiffReport.Kind.CHANGED,
                                List.of(new DiffReport.Change("keep", "root", "root sshd")),
                                List.of("opened by /usr/sbin/sshd"),
                                List.of("opened by /usr/bin/id")),
                        new DiffReport.Item(
                                "mount",
                                "/proc",
                                DiffReport.Kind.REMOVED,
                                List.of(new DiffReport.Change("fstype", "proc", "")),
                                List.of(),
                                List.of("opened by /usr/sbin/sshd"))));
    }

    static DiffReport sameDiff() {
        return new DiffReport("a.json", "b.json", List.of());
    }

    static DiffReport hostileDiff() {
        List<DiffReport.Item> items = Stream.of(DiffReport.Kind.values())
                .map(kind -> new DiffReport.Item(
                        "entry",
                        HOSTILE,
                        kind,
                        List.of(new DiffReport.Change(HOSTILE, HOSTILE, HOSTILE)),
                        List.of(HOSTILE),
                        List.of(HOSTILE)))
                .toList();
        return new DiffReport(HOSTILE, HOSTILE, items);
    }

    static ExplainReport neededPath() {
        ExplainReport.Event event = new ExplainReport.Event(
                14,
                4711,
                "/usr/bin/ls",
                "openat",
                "opened",
                "succeeded",
                "4711 openat(AT_FDCWD, \"/lib/libc.so.6\", O_RDONLY|O_CLOEXEC) = 3");
        return new ExplainReport(
                "/lib/libc.so.6",
                List.of("/lib"),
                "/usr/lib/libc.so.6",
                ExplainReport.Standing.ENTRY,
                "file 0755 root:root",
                List.of(
                        new ExplainReport.Step("/usr/bin/ls", "the target", Optional.empty()),
                        new ExplainReport.Step("/usr/lib/libselinux.so.1", "needed by /usr/bin/ls", Optional.empty()),
                        new ExplainReport.Step("/usr/lib/libc.so.6", "opened by /usr/bin/ls", Optional.of(event))),
                List.of("needed by /usr/lib/libselinux.so.1"),
                List.of(event),
                List.of());
    }

    static ExplainReport unnamedPath() {
        return new ExplainReport(
                "/etc/hots",
                List.of(),
                "/etc/hots",
                ExplainReport.Standing.UNNAMED,
                "no run asked for it",
                List.of(),
                List.of(),
                List.of(),
                List.of("/etc/hosts"));
    }

    static ExplainReport hostilePath() {
        ExplainReport.Event event = new ExplainReport.Event(1, 0, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
        return new ExplainReport(
                HOSTILE,
                List.of(HOSTILE, HOSTILE),
                HOSTILE,
                ExplainReport.Standing.IGNORED,
                HOSTILE,
                List.of(new ExplainReport.Step(HOSTILE, HOSTILE, Optional.of(event))),
                List.of(HOSTILE),
                List.of(event),
                List.of(HOSTILE));
    }

    static CheckReport goodCheck() {
        return new CheckReport(
                "sshd.jail.json",
                true,
                new CheckReport.Proof(CheckReport.Result.WORKS, List.of(), List.of(), ""),
                List.of(),
                List.of(),
                true,
                List.of(
                        new TraceReport.Pass(TraceReport.Place.HOST, "stayed", List.of()),
                        new TraceReport.Pass(TraceReport.Place.JAIL, "stayed", List.of())));
    }

    static CheckReport badCheck() {
        return new CheckReport(
                "sshd.jail.json",
                false,
                new CheckReport.Proof(
                        CheckReport.Result.FAILS,
                        List.of("it exited with status 255, on the host it stayed"),
                        List.of("/etc/hosts.allow"),
                        ""),
                List.of(diff().items().get(1), diff().items().get(2)),
                List.of(diff().items().get(3)),
                false,
                List.of());
    }

    static CheckReport hostileCheck() {
        return new CheckReport(
                HOSTILE,
                false,
                new CheckReport.Proof(CheckReport.Result.REFUSED, List.of(HOSTILE), List.of(HOSTILE), HOSTILE),
                hostileDiff().items(),
                hostileDiff().items(),
                true,
                List.of(new TraceReport.Pass(TraceReport.Place.HOST, HOSTILE, List.of())));
    }

    static MinimizeReport minimized() {
        return new MinimizeReport("ls.jail.json", 26, List.of("/etc/localtime", HOSTILE), 41, false);
    }
}

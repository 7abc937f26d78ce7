package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.jail.JailLock;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a manifest or a lock tells. */
class ManifestAuditTest {
    static final Set<String> KINDS = Set.of(
            "entry-missing", "entry-differs", "changed-since-lock", "stale", "target-writable", "not-in-manifest");

    @TempDir
    private Path folder;

    private Place place;
    private final List<Entry> entries = new ArrayList<>();

    @BeforeEach
    void make() throws IOException {
        Requires.root();
        place = Place.in(folder);
        Place.put(place.host.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nwww:x:33:33::/:/bin/false\n");
        Place.put(place.host.resolve("etc/group"), "root:x:0:\nwww:x:33:\n");
        try (Stream<Path> files = Files.walk(place.jail)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.add(entry(file));
            }
        }
    }

    private Entry entry(Path file) throws IOException {
        JailPath path = JailPath.ofBytes("/" + place.jail.relativize(file));
        Content content = path.name().equals("passwd") || path.name().equals("group")
                ? new Content.Users(List.of("root"))
                : new Content.Copy();
        int mode = Inode.at(HostPath.of(file)).orElseThrow().mode();
        return new Entry.File(path, new Mode(mode), Owner.ROOT, content, false, List.of("test"));
    }

    private Manifest manifest() {
        return new Manifest(
                new Manifest.Target(List.of(Place.PROGRAM), JailPath.ROOT, "www", new TreeMap<>(), "exit", List.of()),
                new Manifest.Platform("linux", "x86_64"),
                entries,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private Set<String> found() throws IOException, InterruptedException {
        return place.manifest(manifest()).found();
    }

    private void lock() throws IOException, InterruptedException {
        place.lock(new JailLock(HostPath.of(place.host)).of(manifest(), HostPath.of(place.jail)));
    }

    @Test
    void a_jail_as_its_manifest_and_lock_say_has_no_finding() throws IOException, InterruptedException {
        lock();
        assertEquals(Set.of(), found());
    }

    @Test
    void an_absent_entry_is_found() throws IOException, InterruptedException {
        Files.delete(place.in("etc/hosts"));
        assertEquals(Set.of("high entry-missing /etc/hosts"), found());
    }

    @Test
    void an_entry_behind_a_link_is_absent() throws IOException, InterruptedException {
        Files.move(place.in("etc"), place.in("var"));
        Files.createSymbolicLink(place.in("etc"), Path.of("var"));
        assertTrue(found().contains("high entry-missing /etc/hosts"), found()::toString);
    }

    @Test
    void another_mode_type_or_owner_is_found() throws IOException, InterruptedException {
        Place.mode(place.in("etc/hosts"), 0600);
        assertEquals(Set.of("medium entry-differs /etc/hosts"), found());
        Files.delete(place.in("etc/hosts"));
        Place.directory(place.in("etc/hosts"));
        assertTrue(found().contains("medium entry-differs /etc/hosts"), found()::toString);
    }

    @Test
    void a_changed_file_is_told_from_a_stale_one() throws IOException, InterruptedException {
        lock();
        place.write("etc/hosts", "127.0.0.9 localhost\n");
        assertEquals(Set.of("high changed-since-lock /etc/hosts"), found());
        place.write("etc/hosts", "127.0.0.1 localhost\n");
        Place.put(place.host.resolve("etc/hosts"), "127.0.0.3 localhost\n");
        assertEquals(Set.of("medium stale /etc/hosts"), found());
        Files.delete(place.host.resolve("etc/hosts"));
        assertEquals(Set.of("medium vanished-on-host /etc/hosts"), found());
    }

    @Test
    void a_stale_file_names_the_versions_of_its_package() throws IOException, InterruptedException {
        dpkg("1.0-1");
        lock();
        dpkg("1.0-2");
        Place.put(place.host.resolve("etc/hosts"), "127.0.0.3 localhost\n");
        String reason = place.manifest(manifest()).audit().findings().get(0).reason();
        assertTrue(reason.endsWith("; package netbase 1.0-1 when it was built, now netbase 1.0-2"), reason);
    }

    private void dpkg(String version) throws IOException {
        Place.put(
                place.host.resolve("var/lib/dpkg/status"),
                "Package: netbase\nArchitecture: all\nVersion: " + version + "\n");
        Place.put(place.host.resolve("var/lib/dpkg/info/netbase.list"), "/.\n/etc\n/etc/hosts\n");
    }

    @Test
    void a_package_of_apk_is_known_too() throws IOException, InterruptedException {
        Place.put(place.host.resolve("lib/apk/db/installed"), "P:alpine-baselayout\nV:3.4-r0\nF:etc\nR:hosts\n");
        Place.put(place.host.resolve("etc/hosts"), "127.0.0.3 localhost\n");
        String reason = place.manifest(manifest()).audit().findings().get(0).reason();
        assertTrue(reason.endsWith("; package alpine-baselayout 3.4-r0 on the host"), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/lib/rpm", "/usr/lib/sysimage/rpm"})
    void a_package_of_rpm_is_known_wherever_the_host_has_its_database(String database)
            throws IOException, InterruptedException {
        Requires.that(Files.isExecutable(Path.of("/usr/bin/rpmbuild")), "needs rpmbuild");
        Path spec = Files.writeString(folder.resolve("x.spec"), """
                Name: baselayout
                Version: 1.0
                Release: 3
                Summary: x
                License: MIT
                BuildArch: noarch
                %description
                x
                %install
                mkdir -p %{buildroot}/etc
                echo '127.0.0.3 localhost' >%{buildroot}/etc/hosts
                %files
                /etc/hosts
                """);
        Place.tool("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + folder.resolve("top"), spec);
        Place.tool(
                "rpm",
                "--root",
                place.host,
                "--dbpath",
                database,
                "-i",
                "--nodeps",
                "--force-debian",
                folder.resolve("top/RPMS/noarch/baselayout-1.0-3.noarch.rpm"));
        String reason = place.manifest(manifest()).audit().findings().get(0).reason();
        assertTrue(reason.endsWith("; package baselayout 1.0-3 on the host"), reason);
    }

    @Test
    void what_no_entry_covers_is_told_once_for_a_whole_directory() throws IOException, InterruptedException {
        place.writeBoth("opt/more/one", "1");
        place.writeBoth("opt/more/two", "2");
        place.writeBoth("etc/extra", "3");
        assertEquals(Set.of("low not-in-manifest /opt", "low not-in-manifest /etc/extra"), found());
        String reason = place.audit().findings().stream()
                .filter(finding -> finding.path().equals(JailPath.of("/opt")))
                .findFirst()
                .orElseThrow()
                .reason();
        assertEquals("directory with 3 more in it", reason);
    }

    @Test
    void a_build_is_advised_only_for_what_it_makes_right() throws IOException, InterruptedException {
        Files.createSymbolicLink(place.in("etc/foreign"), Path.of("nowhere"));
        Place.put(place.in("etc/hosts"), "127.0.0.9 changed\n");
        place.write("usr/bin/mine", "#!/usr/bin/nosuch\n");
        Place.mode(place.in("usr/bin/mine"), 0755);
        var mends = place.manifest(manifest()).audit().findings().stream()
                .collect(Collectors.toMap(
                        finding -> finding.kind().id() + " " + finding.path(),
                        finding -> finding.mend().text()));
        assertEquals("rm " + place.in("etc/foreign"), mends.get("link-dangling /etc/foreign"));
        assertEquals("rm " + place.in("usr/bin/mine"), mends.get("script-interpreter-missing /usr/bin/mine"));
        assertEquals("jaildeps build M J", mends.get("differs-from-host /etc/hosts"));
    }

    @Test
    void code_that_a_program_loads_beside_its_manifest_is_found() throws IOException, InterruptedException {
        Path libc = place.in("lib/x86_64-linux-gnu/libc.so.6");
        Requires.that(Files.exists(libc), "needs Debian on x86-64");
        Files.copy(libc, libc.resolveSibling("libevil.so"));
        place.write("etc/ld.so.preload", "/lib/x86_64-linux-gnu/libevil.so\n");
        Path better = Place.directory(libc.resolveSibling("glibc-hwcaps/x86-64-v2"));
        Files.copy(libc, better.resolve("libc.so.6"));
        Set<String> found = found();
        assertTrue(
                found.containsAll(Set.of(
                        "high preload /etc/ld.so.preload",
                        "high shadowing /lib/x86_64-linux-gnu/libevil.so",
                        "high shadowing /lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v2/libc.so.6")),
                found::toString);
    }

    @Test
    void a_library_of_the_manifest_comes_with_a_build_whatever_link_it_is_asked_by()
            throws IOException, InterruptedException {
        Path libc = place.in("lib/x86_64-linux-gnu/libc.so.6");
        Requires.that(Files.exists(libc), "needs Debian on x86-64");
        Files.createDirectory(place.in("data"));
        Files.move(place.in("lib"), place.in("data/lib"));
        Files.createSymbolicLink(place.in("lib"), Path.of("data/lib"));
        Files.delete(libc);
        assertEquals(
                Set.of("jaildeps build M J"),
                place.manifest(manifest()).audit().findings().stream()
                        .filter(finding -> finding.kind() == Kind.LIBRARY_MISSING)
                        .map(finding -> finding.mend().text())
                        .collect(Collectors.toSet()));
    }

    @Test
    void state_of_the_programs_is_covered_but_not_what_may_gain_rights() throws IOException, InterruptedException {
        entries.add(new Entry.Directory(
                JailPath.of("/var/lib/www"),
                Mode.DIRECTORY,
                new Owner("www", "www"),
                List.of("written to by /usr/bin/cut")));
        Place.owner(Place.directory(place.in("var/lib/www")), 33, 33);
        Place.owner(place.write("var/lib/www/data", "x"), 33, 33);
        assertEquals(Set.of(), found());
        Place.mode(place.in("var/lib/www/data"), 04755);
        assertTrue(found().contains("high setuid /var/lib/www/data"), found()::toString);
    }

    @Test
    void configuration_that_the_target_may_write_is_found_although_the_manifest_says_so()
            throws IOException, InterruptedException {
        entries.removeIf(entry -> entry.path().equals(JailPath.of("/etc/hosts")));
        entries.add(new Entry.File(
                JailPath.of("/etc/hosts"),
                Mode.FILE,
                new Owner("www", "www"),
                new Content.Copy(),
                false,
                List.of("opened by /usr/bin/cut")));
        Place.owner(place.in("etc/hosts"), 33, 33);
        assertEquals(Set.of("medium target-writable /etc/hosts"), found());
    }

    @Test
    void a_setuid_program_and_a_shell_that_the_manifest_asks_for_are_no_findings()
            throws IOException, InterruptedException {
        for (Path root : List.of(place.host, place.jail)) {
            Files.copy(root.resolve("usr/bin/cut"), root.resolve("usr/bin/su"));
            Place.mode(root.resolve("usr/bin/su"), 04755);
        }
        entries.add(entry(place.in("usr/bin/su")));
        assertEquals(Set.of(), found());
    }

    @Test
    void a_password_that_the_manifest_leaves_out_is_no_difference_and_one_that_it_keeps_is()
            throws IOException, InterruptedException {
        entries.add(new Entry.File(
                JailPath.of("/etc/shadow"),
                new Mode(0600),
                Owner.ROOT,
                new Content.Users(List.of("root", "www"), List.of("www")),
                true,
                List.of("test")));
        Place.put(place.host.resolve("etc/shadow"), "root:$y$j9T$a$b:1::::::\nwww:$y$j9T$c$d:1::::::\n");
        Place.mode(place.write("etc/shadow", "root:*:1::::::\nwww:$y$j9T$c$d:1::::::\n"), 0600);
        assertEquals(Set.of("note password-hash /etc/shadow"), found());
        Place.mode(place.write("etc/shadow", "root:*:1::::::\nwww:*:1::::::\n"), 0600);
        assertEquals(Set.of("medium account-differs /etc/shadow"), found());
    }

    @Test
    void a_link_that_the_manifest_has_may_lead_nowhere_as_it_is_and_not_otherwise()
            throws IOException, InterruptedException {
        Place.put(place.host.resolve("etc/there"), "x");
        Files.createSymbolicLink(place.host.resolve("etc/link"), Path.of("there"));
        Files.createSymbolicLink(place.in("etc/link"), Path.of("there"));
        entries.add(new Entry.Symlink(JailPath.of("/etc/link"), "there", List.of("listed in /etc")));
        assertEquals(Set.of(), found());
        Files.delete(place.in("etc/link"));
        Files.createSymbolicLink(place.in("etc/link"), Path.of("where"));
        assertEquals(Set.of("medium entry-differs /etc/link", "low link-dangling /etc/link"), found());
    }

    @Test
    void what_the_target_may_write_since_it_works_only_so_is_no_finding() throws IOException, InterruptedException {
        entries.removeIf(entry -> entry.path().equals(JailPath.of("/etc/hosts")));
        entries.add(new Entry.File(
                JailPath.of("/etc/hosts"),
                Mode.FILE,
                new Owner("www", "www"),
                new Content.Copy(),
                false,
                List.of("opened by /usr/bin/cut", Entry.AS_ON_HOST)));
        Place.owner(place.in("etc/hosts"), 33, 33);
        assertEquals(Set.of(), found());
    }

    @Test
    void accounts_that_the_manifest_does_not_keep_are_found() throws IOException, InterruptedException {
        place.write("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nwww:x:33:33::/:/bin/false\n");
        assertEquals(Set.of("low account-unneeded /etc/passwd"), found());
        place.write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
        assertEquals(Set.of("medium account-differs /etc/passwd"), found());
    }
}

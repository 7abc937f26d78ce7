package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.jail.Ancestors;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever pastes all commands of a report in its order has none of those findings afterwards, and changed nothing else. */
class MendsTest {
    private static final String KEY =
            "-----BEGIN PRIVATE" + " KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n";

    @TempDir
    private Path folder;

    private Place place;

    @BeforeEach
    void make() throws IOException {
        Requires.root();
        place = Place.in(folder);
    }

    static Stream<PlantedFaultsTest.Fault> faults() {
        return PlantedFaultsTest.faults();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void the_mend_of_a_fault_mends_it(PlantedFaultsTest.Fault fault) throws IOException, InterruptedException {
        fault.planting().into(place);
        mendAll();
    }

    /** Runs what can be pasted, and looks again. */
    private List<Finding> mendAll() throws IOException, InterruptedException {
        List<Finding> before = place.audit().findings();
        Map<String, String> host = TreeDump.of(place.host);
        Set<String> mended = new HashSet<>();
        for (Finding finding : before) {
            assertFalse(finding.mend().text().isEmpty(), finding.kind().id() + " says how to mend it");
            if (finding.mend().isCommand()) {
                Place.tool("sh", "-c", finding.mend().text());
                mended.add(name(finding));
            }
        }
        assertEquals(host, TreeDump.of(place.host), "the host is as it was");
        List<Finding> after = place.audit().findings();
        List<String> left =
                after.stream().map(MendsTest::name).filter(mended::contains).toList();
        assertEquals(List.of(), left);
        return after;
    }

    private static String name(Finding finding) {
        return finding.kind().id() + " " + finding.path();
    }

    private static int mode(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }

    @Test
    void a_copy_brings_no_rights_and_no_owner_of_the_hosts() throws IOException, InterruptedException {
        Place.owner(place.host.resolve("usr/bin/cut"), 1000, 100);
        Place.mode(place.host.resolve("usr/bin/cut"), 06775);
        Place.mode(place.write("usr/bin/cut", "\u007fELF"), 0755);
        mendAll();
        assertEquals(0755, mode(place.in("usr/bin/cut")));
        assertEquals(0, Files.getAttribute(place.in("usr/bin/cut"), "unix:uid"));
        assertEquals(-1, Files.mismatch(place.host.resolve("usr/bin/cut"), place.in("usr/bin/cut")));
    }

    @Test
    void no_secret_of_the_host_is_to_be_copied() throws IOException, InterruptedException {
        Place.put(place.host.resolve("etc/app.conf"), KEY);
        Place.mode(Place.put(place.host.resolve("etc/sudoers"), "root ALL=(ALL) ALL\n"), 0440);
        Place.mode(Place.put(place.host.resolve("etc/shadow-"), "root:hash:1::::::\n"), 0644);
        place.write("etc/app.conf", "x\n");
        place.write("etc/sudoers", "x\n");
        place.write("etc/shadow-", "root:*:1::::::\n");
        List<Finding> findings = place.audit().findings();
        assertEquals(
                Set.of(
                        "differs-from-host /etc/app.conf",
                        "differs-from-host /etc/sudoers",
                        "secret-readable /etc/shadow-"),
                Set.copyOf(findings.stream().map(MendsTest::name).toList()));
        mendAll();
        assertEquals("x\n", Files.readString(place.in("etc/app.conf")));
    }

    @Test
    void a_file_with_a_name_on_the_host_is_parted_before_it_is_changed() throws IOException, InterruptedException {
        Path hosts = place.host.resolve("usr/bin/cut");
        Place.mode(hosts, 04755);
        for (String name : List.of("usr/bin/cut", "usr/bin/one more")) {
            Files.deleteIfExists(place.in(name));
            Files.createLink(place.in(name), hosts);
        }
        // a place where a command that follows links would write
        Files.createSymbolicLink(place.in("usr/bin/cut.copy"), hosts);
        place.ignore("link-dangling").ignore("link-climbs");
        mendAll();
        assertEquals(04755, mode(hosts));
        assertEquals(0755, mode(place.in("usr/bin/cut")));
        assertEquals(
                Files.getAttribute(place.in("usr/bin/cut"), "unix:ino"),
                Files.getAttribute(place.in("usr/bin/one more"), "unix:ino"));
    }

    @Test
    void the_hosts_shadow_goes_and_is_not_copied() throws IOException, InterruptedException {
        Place.mode(Place.put(place.host.resolve("etc/shadow"), "root:*:1::::::\n"), 0640);
        Files.createLink(place.in("etc/notes"), place.host.resolve("etc/shadow"));
        mendAll();
        assertFalse(Files.exists(place.in("etc/notes")));
    }

    @Test
    void a_secret_that_goes_is_not_changed_or_copied_too() throws IOException, InterruptedException {
        Place.mode(place.write("etc/key", KEY), 04666);
        mendAll();
        assertFalse(Files.exists(place.in("etc/key")));
    }

    @Test
    void accounts_behind_a_link_that_leads_out_are_mended_where_the_jail_has_them()
            throws IOException, InterruptedException {
        Path outside = Place.put(folder.resolve("outside/passwd"), "root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\n");
        Files.move(place.in("etc"), Place.directory(place.in("data")).resolve("etc"));
        // from outside it leads to the other file, from inside to the jail's own
        Place.directory(place.in(folder.toString().substring(1)));
        Files.move(
                place.in("data/etc"), place.in(folder.toString().substring(1)).resolve("outside"));
        Files.createSymbolicLink(place.in("etc"), folder.resolve("outside"));
        Path inside = place.in(folder.toString().substring(1)).resolve("outside/passwd");
        Files.writeString(inside, "root:x:0:0::/:/bin/sh\ntoor:x:+0:0::/:/bin/sh\n");
        mendAll();
        assertEquals("root:x:0:0::/:/bin/sh\n", Files.readString(inside));
        assertTrue(Files.readString(outside).contains("toor"));
    }

    @Test
    void a_library_behind_a_dangling_link_is_copied_and_not_removed_again() throws IOException, InterruptedException {
        Path libc = place.in("lib/x86_64-linux-gnu/libc.so.6");
        Requires.that(Files.exists(libc), "needs Debian on x86-64");
        Files.delete(libc);
        Files.createSymbolicLink(libc, Path.of("libc-2.so"));
        Files.createSymbolicLink(libc.resolveSibling("libc-2.so"), Path.of("nowhere"));
        assertEquals(List.of(), mendAll());
        assertTrue(Files.isRegularFile(libc, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void a_directory_that_others_use_too_is_not_to_be_closed() throws IOException, InterruptedException {
        assertEquals(
                List.of(true, true, true, true, true, true, false, false),
                Stream.of("/", "/srv", "/tmp", "/var/lib", "/home/bob", "/dev/shm", "/srv/jails", "/home/bob/jails")
                        .map(directory -> isShared(directory))
                        .toList());
        Place.mode(folder, 01777);
        List<Finding> findings = place.audit().findings();
        assertEquals(
                List.of("jail-enterable /"),
                findings.stream().map(MendsTest::name).toList());
        assertFalse(findings.get(0).mend().isCommand(), findings.get(0).mend()::text);
    }

    private static boolean isShared(String directory) {
        try {
            return Ancestors.isShared(HostPath.of(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

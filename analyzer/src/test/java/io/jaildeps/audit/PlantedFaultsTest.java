package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.elf.CacheEntry;
import io.jaildeps.elf.LoaderCache;
import io.jaildeps.elf.Soname;
import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A clean jail has no finding; with one fault in it, it has that finding. */
class PlantedFaultsTest {
    private static final String KEY =
            "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n";

    @TempDir
    private Path folder;

    private Place place;

    /** What somebody did to the jail, and what is to be found. */
    record Fault(String finding, Planting planting) {
        interface Planting {
            void into(Place place) throws IOException, InterruptedException;
        }

        @Override
        public String toString() {
            return finding;
        }
    }

    private static Fault fault(String finding, Fault.Planting planting) {
        return new Fault(finding, planting);
    }

    @BeforeEach
    void make() throws IOException {
        Requires.root();
        place = Place.in(folder);
    }

    static Stream<Fault> faults() {
        return Stream.of(missing(), changed(), dangerous(), unknown()).flatMap(List::stream);
    }

    private static List<Fault> missing() {
        return List.of(
                fault("high interpreter-missing /usr/bin/cut", place -> {
                    try (Stream<Path> files = Files.walk(place.jail)) {
                        files.filter(file -> file.getFileName().toString().startsWith("ld-linux"))
                                .toList()
                                .forEach(file -> assertTrue(file.toFile().delete()));
                    }
                }),
                fault("high library-missing /usr/bin/cut", place -> Files.delete(libc(place))),
                fault("medium script-interpreter-missing /usr/bin/script", place -> {
                    Place.mode(place.write("usr/bin/script", "#!/usr/bin/nosuch -x\n"), 0755);
                }),
                fault("medium script-interpreter-missing /usr/bin/script", place -> {
                    Place.mode(place.write("usr/bin/script", "#!/usr/bin/env -S A=1 nosuch\n"), 0755);
                    Place.mode(place.write("usr/bin/env", ""), 0755);
                }),
                fault("low link-dangling /etc/nowhere", place -> link(place, "etc/nowhere", "nothing")),
                fault("low link-dangling /etc/a", place -> {
                    link(place, "etc/a", "b");
                    link(place, "etc/b", "a");
                }),
                fault("medium script-interpreter-missing /usr/bin/script", place -> {
                    // the kernel looks for a program whose name ends with the carriage return
                    Place.mode(place.write("usr/bin/script", "#!/usr/bin/cut\r\n"), 0755);
                }),
                fault("medium nss-module-missing /etc/nsswitch.conf", place -> {
                    place.write("etc/nsswitch.conf", "hosts: files [NOTFOUND=return] nosuch\n");
                }),
                fault("high nss-module-missing /etc/nsswitch.conf", place -> {
                    place.write("etc/nsswitch.conf", "passwd:nosuch # the only one\n");
                }),
                fault("high pam-module-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "auth [success=1 default=ignore] pam_nosuch.so nullok\n");
                }),
                fault("low pam-module-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "session optional pam_nosuch.so\n");
                }),
                fault("high pam-file-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "@include common-nosuch\n");
                }),
                fault("high pam-file-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "account substack nosuch\n");
                }),
                fault("high pam-file-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "auth required pam_listfile.so item=user file=/etc/nosuch\n");
                }),
                fault("high module-missing /etc/nginx/nginx.conf", place -> {
                    place.write("etc/nginx/nginx.conf", "load_module modules/ngx_nosuch_module.so;\n");
                }),
                fault("high module-missing /etc/hosts.deny", place -> {
                    place.write("etc/hosts.deny", "ALL: ALL: spawn (/usr/bin/nosuch %h)\n");
                }),
                fault("low gconv-module-missing /usr/lib/gconv/gconv-modules", place -> {
                    place.write("usr/lib/gconv/gconv-modules", "module ISO-8859-2// INTERNAL ISO8859-2 1\n");
                }),
                fault("medium cache-names-absent /etc/ld.so.cache", place -> cache(place, "/usr/lib/libnosuch.so.1")),
                fault("high library-missing /usr/bin/cut", place -> {
                    behindLink(place);
                    Files.delete(place.in("opt/libc-2.so"));
                    Place.directory(place.in("opt/libc-2.so"));
                }),
                fault("high library-missing /usr/bin/cut", place -> {
                    behindLink(place);
                    Files.delete(place.in("opt/libc-2.so"));
                    Place.tool("mkfifo", place.in("opt/libc-2.so"));
                }),
                fault("high library-missing /usr/bin/cut", place -> {
                    behindLink(place);
                    place.write("opt/libc-2.so", "");
                }),
                fault("high library-missing /usr/bin/cut", place -> {
                    behindLink(place);
                    Files.delete(place.in("opt/libc-2.so"));
                }),
                fault("high library-missing /usr/bin/cut", place -> {
                    // the loader passes over a file for another class or machine
                    behindLink(place);
                    try (FileChannel file = FileChannel.open(place.in("opt/libc-2.so"), StandardOpenOption.WRITE)) {
                        assertEquals(1, file.write(ByteBuffer.wrap(new byte[] {(byte) 183}), 18));
                    }
                }),
                fault("high library-missing /usr/bin/cut", place -> {
                    Files.delete(libc(place));
                    place.write("srv/libc.so.6", "no library\n");
                }),
                fault("medium library-missing /usr/bin/cut", place -> {
                    Place.directory(place.in("srv"));
                    Files.move(libc(place), place.in("srv/libc.so.6"));
                }),
                fault("high wrong-type /etc/ld.so.preload", place -> {
                    Place.tool("mkfifo", "-m", "0644", place.in("etc/ld.so.preload"));
                }),
                fault("high library-missing /etc/ld.so.preload", place -> {
                    place.write("etc/ld.so.preload", "/lib/a\0b.so\n\0\0\0");
                }),
                fault("high pam-module-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "auth required /a\0b.so\nauth required pam_exec.so /a\0b\n");
                }),
                fault("high pam-file-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "@include /a\0b\nauth include a\0b\n");
                }),
                fault("medium unreadable /etc/passwd", place -> {
                    append(place, ("#" + "g".repeat(1000) + "\n").repeat(4500) + "toor:x:0:0::/:/bin/sh\n");
                }),
                fault("low script-interpreter-missing /usr/share/script", place -> {
                    Place.mode(place.write("usr/share/script", "#!nope\n"), 0755);
                }),
                fault("medium wrong-type /etc/hosts", place -> {
                    Files.delete(place.in("etc/hosts"));
                    Place.directory(place.in("etc/hosts"));
                }),
                fault("medium wrong-type /etc/passwd", place -> {
                    Files.delete(place.in("etc/passwd"));
                    Place.tool("mkfifo", place.in("etc/fifo"));
                    link(place, "etc/passwd", "fifo");
                }),
                fault("medium wrong-type /dev/null", place -> Place.mode(place.write("dev/null", ""), 0666)),
                fault("medium wrong-type /dev/null", place -> node(place, "c", 1, 5)),
                fault("medium closed-to-users /dev/null", place -> {
                    node(place, "c", 1, 3);
                    Place.mode(place.in("dev/null"), 0600);
                }),
                fault("medium closed-to-users " + libcPath(), place -> Place.mode(libc(place), 0)),
                fault("medium closed-to-users /lib", place -> Place.mode(place.in("lib"), 0700)),
                fault("high pam-module-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "auth \\\n # a comment \\\n\n required \\\n pam_nosuch.so\n");
                }),
                fault("high pam-module-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "AUTH REQUIRED pam_nosuch.so\n");
                }),
                fault("high pam-module-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "auth required pam_empty.so\n");
                    place.write("usr/lib/security/pam_empty.so", "");
                }),
                fault("high pam-file-missing /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "auth required pam_listfile.so item=user [file=/etc/nosuch]\n");
                }),
                fault("high pam-module-missing /etc/pam.conf", place -> {
                    place.write("etc/pam.conf", "login auth required pam_nosuch.so\n");
                }),
                fault("high pam-loop /etc/pam.d/login", place -> {
                    place.write("etc/pam.d/login", "@include common\n");
                    place.write("etc/pam.d/common", "auth substack login\n");
                }),
                fault("medium nss-module-missing /etc/nsswitch.conf", place -> {
                    place.write("etc/nsswitch.conf", "hosts: files broken\n");
                    place.write("usr/lib/libnss_broken.so.2", "no library\n");
                }),
                fault("high module-missing /etc/nginx/nginx.conf", place -> {
                    place.write("etc/nginx/nginx.conf", "load_module /usr/lib/nginx/broken.so;\n");
                    Place.directory(place.in("usr/lib/nginx/broken.so"));
                }),
                fault("high program-missing /usr/bin/nosuch", place -> place.program("/usr/bin/nosuch")));
    }

    private static List<Fault> changed() {
        return List.of(
                fault("high differs-from-host " + libcPath(), place -> flip(libc(place), 700_001)),
                fault("low differs-from-host /etc/hosts", place -> place.write("etc/hosts", "127.0.0.2 localhost\n")),
                fault("low vanished-on-host /usr/bin/cut", place -> Files.delete(place.host.resolve("usr/bin/cut"))),
                fault("medium account-differs /etc/passwd", place -> {
                    place.write("etc/passwd", "root:x:0:1:root:/root:/bin/sh\n");
                }),
                fault("medium cache-damaged /etc/ld.so.cache", place -> place.write("etc/ld.so.cache", "nonsense")),
                fault("low cache-incomplete /etc/ld.so.cache", place -> {
                    Path other = Files.writeString(libc(place).resolveSibling("libother.so.9"), "x");
                    cache(place, "/" + place.jail.relativize(other));
                    Files.move(libc(place), libc(place).resolveSibling("libc-2.99.so"));
                    Files.createSymbolicLink(other.resolveSibling("libc.so.6"), Path.of("libc-2.99.so"));
                }));
    }

    private static List<Fault> dangerous() {
        return List.of(
                fault("high setuid /usr/bin/cut", place -> Place.mode(place.in("usr/bin/cut"), 04755)),
                fault("medium setgid /usr/bin/cut", place -> Place.mode(place.in("usr/bin/cut"), 02755)),
                fault("high file-capability /usr/bin/cut", place -> {
                    Requires.that(Files.isExecutable(Path.of("/usr/sbin/setcap")), "needs libcap2-bin");
                    Place.tool("/usr/sbin/setcap", "cap_net_raw+ep", place.in("usr/bin/cut"));
                }),
                fault("high world-writable /etc/hosts", place -> Place.mode(place.in("etc/hosts"), 0646)),
                fault("critical world-writable /etc", place -> Place.mode(place.in("etc"), 0757)),
                fault("critical world-writable /etc", place -> Place.mode(place.in("etc"), 01777)),
                fault("critical not-roots /etc", place -> Place.owner(place.in("etc"), 1000, 0)),
                fault("critical not-roots /", place -> Place.owner(place.jail, 1000, 0)),
                fault("critical group-writable /etc", place -> {
                    Place.owner(place.in("etc"), 0, 100);
                    Place.mode(place.in("etc"), 0775);
                }),
                fault("critical world-writable /var/users", place -> {
                    Place.directory(place.in("var/users"));
                    Files.move(place.in("etc/passwd"), place.in("var/users/passwd"));
                    link(place, "etc/passwd", "../var/users/passwd");
                    Place.mode(place.in("var/users"), 01777);
                }),
                fault("high world-writable /usr/bin", place -> Place.mode(place.in("usr/bin"), 01777)),
                fault("high world-writable /lib/x86_64-linux-gnu", place -> {
                    Place.mode(libc(place).resolveSibling(""), 01777);
                }),
                fault("high not-roots /usr/bin", place -> Place.owner(place.in("usr/bin"), 1000, 0)),
                fault("high shadowing /lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v2/libc.so.6", place -> {
                    Path better = Place.directory(libc(place).resolveSibling("glibc-hwcaps/x86-64-v2"));
                    Files.copy(libc(place), better.resolve("libc.so.6"));
                }),
                fault("high search-path /usr/bin/searching", place -> searching(place, "/tmp/later")),
                fault("high search-path /usr/bin/searching", place -> searching(place, "/usr/lib:")),
                fault("high preload /etc/ld.so.preload", place -> {
                    place.write("etc/ld.so.preload", "# mine\n" + libcPath() + "\n");
                }),
                fault("critical preload /etc/ld.so.preload", place -> {
                    // the file is root's, but everybody may make such a one when it is gone
                    Place.mode(Place.directory(place.in("tmp")), 01777);
                    place.write("etc/ld.so.preload", libcPath() + ":/tmp/evil.so");
                }),
                fault("critical preload /etc/ld.so.preload", place -> {
                    Place.mode(Place.directory(place.in("tmp")), 01777);
                    Files.copy(libc(place), place.in("tmp/evil.so"));
                    Place.owner(place.in("tmp/evil.so"), 1000, 1000);
                    place.writeBoth("etc/ld.so.preload", "/tmp/evil.so\n");
                }),
                fault("low world-writable /tmp", place -> Place.mode(Place.directory(place.in("tmp")), 01777)),
                fault("medium group-writable /etc/hosts", place -> {
                    Place.owner(place.in("etc/hosts"), 0, 100);
                    Place.mode(place.in("etc/hosts"), 0664);
                }),
                fault("medium not-roots /etc/hosts", place -> Place.owner(place.in("etc/hosts"), 1000, 0)),
                fault("high not-roots /usr/bin/cut", place -> Place.owner(place.in("usr/bin/cut"), 1000, 0)),
                fault("critical accounts-writable /etc/passwd", place -> Place.owner(place.in("etc/passwd"), 33, 33)),
                fault("critical device /dev/null", place -> node(place, "c", 1, 2)),
                fault("critical device /dev/null", place -> node(place, "b", 8, 0)),
                fault("high device /dev/null", place -> node(place, "c", 10, 200)),
                fault("critical hard-link-outside /etc/hosts", place -> {
                    Files.delete(place.in("etc/hosts"));
                    Files.createLink(place.in("etc/hosts"), place.host.resolve("etc/hosts"));
                }),
                fault("critical hard-link-outside /var/notes", place -> {
                    Place.put(place.host.resolve("etc/shadow"), "root:*:1::::::\n");
                    Place.directory(place.in("var"));
                    Files.createLink(place.in("var/notes"), place.host.resolve("etc/shadow"));
                }),
                fault("high hard-link-outside /etc/hosts", place -> {
                    Files.createLink(place.host.resolve("etc/elsewhere"), place.in("etc/hosts"));
                }),
                fault("high link-climbs /etc/up", place -> link(place, "etc/up", "../../etc")),
                fault("high link-climbs /etc/up", place -> link(place, "etc/up", "/etc/../../etc")),
                fault("medium tool /usr/bin/dash", place -> tool(place, "dash")),
                fault("medium tool /usr/bin/x86_64-linux-gnu-gcc-12", place -> tool(place, "x86_64-linux-gnu-gcc-12")),
                fault("low tool /usr/bin/python3.11", place -> tool(place, "python3.11")),
                fault("medium tool /usr/bin/apt-get", place -> tool(place, "apt-get")),
                fault("medium tool /usr/bin/nc", place -> tool(place, "nc")),
                fault("medium acl-writable /etc/hosts", place -> acl(place, "etc/hosts", "-m", "u:33:rw")),
                fault("critical acl-writable /etc", place -> acl(place, "etc", "-d", "-m", "g:100:rwx")),
                fault("critical acl-writable /etc", place -> acl(place, "etc", "-m", "u:33:rwx")),
                fault("critical acl-writable /etc/passwd", place -> acl(place, "etc/passwd", "-m", "u:33:rw")),
                fault("medium tool /usr/bin/helper", place -> {
                    // the host has the same program, called as a shell is
                    Files.copy(place.in("usr/bin/cut"), place.host.resolve("usr/bin/dash"));
                    Files.move(place.in("usr/bin/cut"), place.in("usr/bin/helper"));
                }),
                fault("medium tool /usr/bin/helper", place -> {
                    Files.copy(place.in("usr/bin/cut"), place.in("usr/bin/helper"));
                    Place.mode(place.in("usr/bin/helper"), 0755);
                    Files.writeString(place.in("usr/bin/helper"), "\0BusyBox v1.35.0\0", StandardOpenOption.APPEND);
                }),
                fault("medium gid-0-member /etc/passwd", place -> append(place, "bob:x:1007:0::/:/bin/sh\n")),
                fault("medium gid-0-member /etc/group", place -> place.write("etc/group", "root:x:0:root,bob\n")),
                fault("medium gid-0-member /etc/group", place -> place.write("etc/group", "root:x:0:\nadm:x:00:\n")),
                fault("low socket /run/control", place -> socket(place, "run/control")),
                fault("high socket /run/docker.sock", place -> socket(place, "run/docker.sock")),
                fault("high secret /var/www/.htpasswd", place -> {
                    String hash = "$apr1" + "$x8bKcZ5d$9XgXn3O6mPqU8n9fC1mQh1";
                    Place.mode(place.write("var/www/.htpasswd", "admin:" + hash + "\n"), 0600);
                }),
                fault("high password-hash /etc/shadow", place -> {
                    Place.mode(place.write("etc/shadow", "root:$y$j9T$abc$def:19000:0:99999:7:::\n"), 0600);
                }),
                fault("high password-hash /etc/shadow", place -> {
                    Place.mode(place.write("etc/shadow", "bob:!$y$j9T$abc$defghijk:19000:0:99999:7:::\n"), 0600);
                }),
                fault("high password-hash /etc/shadow", place -> {
                    Place.mode(place.write("etc/shadow", "bob:!!aaJp3gZ0" + "uKTVc:19000:0:99999:7:::\n"), 0600);
                }),
                fault("high secret /etc/shadow-", place -> {
                    Place.mode(place.write("etc/shadow-", "bob:aaJp3gZ0" + "uKTVc:19000:0:99999:7:::\n"), 0600);
                }),
                fault("critical empty-password /etc/passwd", place -> {
                    place.write("etc/passwd", "root::0:0:root:/root:/bin/sh\n");
                }),
                fault("high secret /etc/key", place -> Place.mode(place.write("etc/key", KEY), 0600)),
                fault("high secret-readable /etc/key", place -> place.write("etc/key", KEY)),
                fault("high secret-readable /etc/shadow", place -> place.write("etc/shadow", "root:*:1::::::\n")),
                fault("low account-unneeded /etc/passwd", place -> append(place, "games:x:5:60::/usr/games:/bin/sh\n")),
                fault("critical uid-0-twin /etc/passwd", place -> append(place, "toor:x:0:0::/root:/bin/sh\n")),
                fault("critical uid-0-twin /etc/passwd", place -> append(place, "toor:x:+0:0::/root:/bin/sh\n")),
                fault("critical uid-0-twin /etc/passwd", place -> append(place, "  toor:x: -00:0::/root:/bin/sh\n")),
                fault("critical uid-0-twin /etc/passwd", place -> append(place, "toor:x:0\n")),
                fault("critical uid-0-twin /etc/passwd", place -> append(place, "toor:x::1000::/root:/bin/sh\n")),
                fault("critical uid-0-twin /etc/passwd", place -> append(place, "toor:x:4294967296:1::/:/bin/sh\n")),
                fault("high uid-0-twin /etc/passwd", place -> append(place, "toor:x:-1:1::/:/bin/sh\n")),
                fault("medium gid-0-member /etc/passwd", place -> append(place, "bob:x:1007:\t+0::/:/bin/sh\n")),
                fault("medium gid-0-member /etc/group", place -> place.write("etc/group", "root:x:0:\nadm:x:-0:\n")),
                fault("high ancestor-writable /", place -> Place.mode(place.jail.resolveSibling(""), 0777)),
                fault("note jail-enterable /", place -> Place.mode(place.jail.resolveSibling(""), 0755)));
    }

    private static List<Fault> unknown() {
        return List.of(fault("medium elf-broken /usr/bin/cut", place -> {
            try (FileChannel file = FileChannel.open(place.in("usr/bin/cut"), StandardOpenOption.WRITE)) {
                file.truncate(5000);
            }
        }));
    }

    @Test
    void a_clean_jail_has_no_finding() throws IOException, InterruptedException {
        assertEquals(Set.of(), place.found());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_found(Fault fault) throws IOException, InterruptedException {
        fault.planting().into(place);
        Set<String> found = place.found();
        assertTrue(found.contains(fault.finding()), found::toString);
    }

    /** What a manifest or a lock tells has tests of its own; the rest depends on how this machine is set up and mounted. */
    @Test
    void every_kind_has_a_fault() {
        Set<String> planted = new HashSet<>();
        faults().forEach(fault -> planted.add(fault.finding().split(" ")[1]));
        planted.addAll(ManifestAuditTest.KINDS);
        planted.addAll(HostileJailTest.KINDS);
        Set<String> all = new HashSet<>();
        for (Kind kind : Kind.values()) {
            all.add(kind.id());
        }
        all.removeAll(planted);
        assertEquals(Set.of("not-checked", "suid-mount", "dev-mount", "mount-inside", "host-bound"), all);
    }

    @Test
    void harmless_devices_are_none() throws IOException, InterruptedException {
        node(place, "c", 1, 3);
        assertEquals(Set.of(), place.found());
    }

    @Test
    void configuration_that_names_what_the_host_lacks_too_is_the_hosts_matter()
            throws IOException, InterruptedException {
        place.writeBoth("etc/nginx/nginx.conf", "load_module modules/ngx_nosuch_module.so;\n");
        place.writeBoth("etc/nsswitch.conf", "hosts: files nosuch\n");
        place.writeBoth("etc/pam.d/login", "auth required pam_nosuch.so\n@include nosuch\n");
        assertEquals(Set.of(), place.found());
    }

    @Test
    void a_link_into_a_file_system_of_the_kernel_waits_for_its_mount() throws IOException, InterruptedException {
        link(place, "etc/mtab", "../proc/self/mounts");
        assertEquals(Set.of(), place.found());
    }

    @Test
    void an_own_secret_of_the_jail_is_not_to_be_the_hosts() throws IOException, InterruptedException {
        for (Path root : List.of(place.host, place.jail)) {
            Place.mode(Place.put(root.resolve("etc/key"), KEY + root + "\n"), 0600);
            Place.mode(Place.put(root.resolve("etc/shadow-"), "root:" + root + ":1::::::\n"), 0600);
        }
        assertEquals(Set.of("high secret /etc/key"), place.found());
    }

    @Test
    void accounts_that_only_look_like_roots_are_none() throws IOException, InterruptedException {
        place.writeBoth("etc/nsswitch.conf", "passwd: compat\n");
        append(place, "nobody:x:65534:65534::/:/bin/false\n+::::::\n#toor:x:0:0::/:/bin/sh\n");
        assertEquals(Set.of(), place.found());
    }

    @Test
    void configuration_that_is_switched_off_is_no_wrong_type() throws IOException, InterruptedException {
        node(place, "c", 1, 3);
        link(place, "etc/nsswitch.conf", "../dev/null");
        Place.directory(place.in("etc/pam.d/old"));
        assertEquals(Set.of(), place.found());
    }

    @Test
    void a_program_of_roots_may_have_libraries_of_roots() throws IOException, InterruptedException {
        Place.mode(place.in("usr/bin/cut"), 0700);
        Place.mode(libc(place), 0600);
        assertEquals(Set.of(), place.found());
    }

    @Test
    void lines_of_pam_that_include_for_other_types_make_no_circle() throws IOException, InterruptedException {
        place.write("etc/pam.d/login", "auth include common\n");
        place.write("etc/pam.d/common", "account include login\n");
        assertEquals(Set.of(), place.found());
    }

    @Test
    void pam_conf_counts_only_without_a_directory() throws IOException, InterruptedException {
        place.write("etc/pam.conf", "login auth required pam_nosuch.so\n");
        Place.directory(place.in("etc/pam.d"));
        assertEquals(Set.of(), place.found());
    }

    @Test
    void a_search_path_into_directories_of_roots_is_none() throws IOException, InterruptedException {
        searching(place, "$ORIGIN/../lib:/opt/none:/usr/lib");
        Files.delete(place.in("tmp"));
        assertEquals(Set.of(), place.found());
    }

    @Test
    void a_preload_that_the_host_has_too_is_wanted() throws IOException, InterruptedException {
        place.writeBoth("etc/ld.so.preload", libcPath() + "\n");
        assertEquals(Set.of(), place.found());
    }

    @Test
    void what_is_ignored_is_counted_and_not_told() throws IOException, InterruptedException {
        tool(place, "dash");
        place.ignore("tool:/usr/bin/d*").ignore("setuid");
        AuditResult result = place.audit();
        assertEquals(List.of(), result.findings());
        assertEquals(List.of(1L, 0L), List.copyOf(result.ignored().values()));
    }

    @Test
    void a_program_that_is_asked_for_is_no_forbidden_tool() throws IOException, InterruptedException {
        tool(place, "dash");
        place.program("/usr/bin/dash");
        assertEquals(Set.of(), place.found());
    }

    @Test
    void rules_of_the_user_come_first() throws Exception {
        tool(place, "dash");
        node(place, "c", 10, 200);
        place.rules("""
                {"schema": 1,
                 "tools": [{"what": "my shell", "severity": "critical", "names": ["da.h"], "why": "test"}],
                 "devices": [{"device": "c 10:200", "name": "tun", "severity": "none", "why": "wanted"}]}
                """);
        assertEquals(Set.of("critical tool /usr/bin/dash"), place.found());
    }

    private static String libcPath() {
        return "/lib/x86_64-linux-gnu/libc.so.6";
    }

    private static Path libc(Place place) {
        Path libc = place.in(libcPath().substring(1));
        Requires.that(Files.exists(libc), "needs Debian on x86-64");
        return libc;
    }

    private static void searching(Place place, String path) throws IOException, InterruptedException {
        Requires.that(Files.isExecutable(Path.of("/usr/bin/gcc")), "needs gcc");
        Place.mode(Place.directory(place.in("tmp")), 01777);
        Path program = place.in("usr/bin/searching");
        Path source = Files.writeString(place.host.resolve("searching.c"), "int main(void) { return 0; }\n");
        Place.tool("gcc", "-Wl,-rpath," + path, "-o", program, source);
        Files.copy(program, place.host.resolve("usr/bin/searching"));
    }

    /** As packages have it: the name that is asked for is a link to the file. */
    private static void behindLink(Place place) throws IOException {
        Path libc = libc(place);
        Place.directory(place.in("opt"));
        Files.move(libc, place.in("opt/libc-2.so"));
        Files.createSymbolicLink(libc, Path.of("../../opt/libc-2.so"));
    }

    private static void flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            assertEquals(1, channel.read(one, at));
            one.put(0, (byte) (one.get(0) ^ 1)).rewind();
            assertEquals(1, channel.write(one, at));
        }
    }

    private static void link(Place place, String path, String target) throws IOException {
        Files.createSymbolicLink(place.in(path), Path.of(target));
    }

    private static void node(Place place, String kind, int major, int minor) throws IOException, InterruptedException {
        Place.directory(place.in("dev"));
        Place.tool("mknod", "-m", "0666", place.in("dev/null"), kind, major, minor);
    }

    /** Under a tool's name, but the same program on the host. */
    private static void tool(Place place, String name) throws IOException {
        for (Path root : List.of(place.host, place.jail)) {
            Files.copy(root.resolve("usr/bin/cut"), root.resolve("usr/bin/" + name));
            Place.mode(root.resolve("usr/bin/" + name), 0755);
        }
    }

    private static void acl(Place place, String path, String... words) throws IOException, InterruptedException {
        Requires.that(Files.isExecutable(Path.of("/usr/bin/setfacl")), "needs the Debian package acl");
        List<Object> command = new ArrayList<>(List.of("/usr/bin/setfacl"));
        command.addAll(List.of(words));
        command.add(place.in(path));
        Place.tool(command.toArray());
    }

    private static void socket(Place place, String path) throws IOException {
        Place.directory(place.in("run"));
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(place.in(path)));
        }
    }

    /** An ACL that gives nothing, since its mask takes it away, and one that only lets read. */
    @Test
    void an_acl_that_lets_nobody_write_is_none() throws IOException, InterruptedException {
        acl(place, "etc/hosts", "-m", "u:33:rw,m::r");
        acl(place, "etc/group", "-m", "u:33:r");
        assertEquals(Set.of(), place.found());
    }

    private static void append(Place place, String line) throws IOException {
        Files.writeString(place.in("etc/passwd"), line, StandardOpenOption.APPEND);
    }

    private static void cache(Place place, String library) throws IOException {
        byte[] bytes = LoaderCache.bytes(
                List.of(new CacheEntry(new Soname(library.substring(library.lastIndexOf('/') + 1)), library, 0x0303)),
                false);
        Files.write(place.in("etc/ld.so.cache"), bytes);
        Place.mode(place.in("etc/ld.so.cache"), 0644);
    }
}

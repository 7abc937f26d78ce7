package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.access.Traces;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.fixtures.Requires;
import io.jaildeps.graph.Demand;
import io.jaildeps.graph.FileNeeds;
import io.jaildeps.graph.GraphBuilder;
import io.jaildeps.graph.MountTable;
import io.jaildeps.graph.NamedPaths;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastRightsTest {
    private static final String START = "1 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\n";

    @TempDir
    private Path root;

    private String user = "root";
    private boolean asOnHost;

    @BeforeEach
    void tree() throws IOException {
        Requires.root();
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        file("/bin/x", 0755, 0, 0, "data");
        file("/etc/passwd", 0644, 0, 0, """
                root:x:0:0::/root:/bin/sh
                www:x:33:33::/var/www:/usr/sbin/nologin
                redis:x:110:115::/var/lib/redis:/usr/sbin/nologin
                ann:x:1000:1000::/home/ann:/bin/bash
                bob:x:1001:100::/home/bob:/bin/bash
                eve:x:1002:100::/home/eve:/bin/bash
                sys:x:3:3::/:/bin/bash
                """);
        file(
                "/etc/group",
                0644,
                0,
                0,
                "root:x:0:\nadm:x:4:\nwww:x:33:\nredis:x:115:\nusers:x:100:\nann:x:1000:\nsys:x:3:\n");
    }

    private void file(String path, int mode, int uid, int gid, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        rights(file, mode, uid, gid);
    }

    private void directory(String path, int mode, int uid, int gid) throws IOException {
        rights(Files.createDirectories(root.resolve(path.substring(1))), mode, uid, gid);
    }

    private static void rights(Path file, int mode, int uid, int gid) throws IOException {
        Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:mode", mode);
    }

    /** Of a run that did this. */
    private Manifest after(String... calls) throws IOException {
        List<String> lines = new ArrayList<>(List.of(START));
        for (String call : calls) {
            lines.add("1 " + call);
        }
        Sysroot tree = new Sysroot(HostPath.of(root));
        Accounts accounts = Accounts.of(tree);
        Demand demand = new Demand(
                JailPath.of("/bin/x"),
                JailPath.ROOT,
                false,
                Set.of(),
                List.of(),
                List.of(new Demand.ExpectedDirectory(JailPath.of("/var/lib/redis"), "redis", "its data")),
                new NamedPaths(Set.of()));
        FileNeeds files = new FileNeeds(tree, new LibrarySearch(tree, LoaderEnvironment.CLEAN));
        ManifestMaker.Frame frame = new ManifestMaker.Frame(
                new Manifest.Target(List.of("/bin/x"), JailPath.ROOT, user, new TreeMap<>(), "exit", List.of()),
                new Manifest.Platform("linux", "x86_64"),
                List.of(),
                List.of());
        return new ManifestMaker(tree, accounts, asOnHost)
                .make(
                        new GraphBuilder(tree, MountTable.usual(), files)
                                .build(
                                        Traces.accesses(lines.toArray(String[]::new))
                                                .uses(),
                                        demand),
                        new UserNeeds(tree, accounts),
                        frame);
    }

    private static String rights(Manifest manifest, String path) {
        Optional<Entry> entry = manifest.entries().stream()
                .filter(one -> one.path().equals(JailPath.of(path)))
                .findFirst();
        return entry.map(one -> (Entry.Owned) one)
                .map(one -> one.mode() + " " + one.owner().user() + ":"
                        + one.owner().group())
                .orElse("none");
    }

    private String opened(int mode, int uid, int gid) throws IOException {
        file("/srv/f", mode, uid, gid, "text");
        return rights(after("open(\"/srv/f\", O_RDONLY) = 3"), "/srv/f");
    }

    @ParameterizedTest
    @CsvSource({
        "644, 110, 115, 0644 root:root", // everybody could read it
        "640, 110, 115, 0640 root:redis", // by its group
        "600, 110, 115, 0640 root:redis", // only as owner: by a group that nobody else is in
        "400, 110, 115, 0440 root:redis",
        "660, 110, 115, 0640 root:redis",
        "666, 0, 0, 0644 root:root",
        "664, 0, 4, 0644 root:adm", // root's stays as it is but for the right to write
        "600, 110, 0, 0640 root:redis",
        "640, 110, 4, 0440 redis:adm", // adm reads it too: two groups are one too many
        "600, 1001, 100, 0400 bob:users", // eve has the same group
        "604, 110, 115, 0604 root:redis", // its group may not what others may
        "6755, 110, 115, 6755 redis:redis", // runs as redis
        "2755, 110, 115, 2755 root:redis",
        "750, 4711, 4711, 0550 4711:4711", // nobody knows who else is in that group
        "755, 4711, 4711, 0755 root:root"
    })
    void what_was_only_read_is_roots_and_its_owner_can_still_read_it(String mode, int uid, int gid, String expected)
            throws IOException {
        assertEquals(expected, opened(Integer.parseInt(mode, 8), uid, gid));
    }

    @ParameterizedTest
    @CsvSource({
        "O_RDWR) = 3, open",
        "O_WRONLY) = 3, open",
        "0600) = 0, chmod",
    })
    void what_was_written_stays_its_owners(String rest, String call) throws IOException {
        file("/srv/f", 0666, 110, 115, "text");
        assertEquals("0666 redis:redis", rights(after(call + "(\"/srv/f\", " + rest), "/srv/f"));
    }

    @Test
    void directoriesForTemporaryFilesStayOpenToAll() throws IOException {
        directory("/var/tmp", 01777, 0, 0);
        assertEquals(
                "1777 root:root", rights(after("stat(\"/var/tmp\", 0x7f) = 0", "chdir(\"/var/tmp\") = 0"), "/var/tmp"));
    }

    @Test
    void a_directory_of_the_way_lets_its_owner_pass_and_no_more() throws IOException {
        directory("/srv/redis", 02770, 110, 115);
        directory("/srv/shared", 01777, 0, 0);
        file("/srv/redis/conf", 0640, 110, 115, "");
        file("/srv/shared/conf", 0644, 0, 0, "");
        Manifest manifest =
                after("open(\"/srv/redis/conf\", O_RDONLY) = 3", "open(\"/srv/shared/conf\", O_RDONLY) = 3");
        assertEquals("2750 root:redis", rights(manifest, "/srv/redis"));
        assertEquals("none", rights(manifest, "/srv/shared"), "0755 is what a jail's directories are anyway");
    }

    @Test
    void where_the_run_made_files_all_of_the_same_owner_stays() throws IOException {
        directory("/srv/data", 0700, 110, 115);
        directory("/srv/data/base", 0700, 110, 115);
        file("/srv/data/base/1", 0600, 110, 115, "");
        file("/srv/data/of-www", 0600, 33, 33, "");
        Manifest manifest = after(
                "open(\"/srv/data/pid\", O_WRONLY|O_CREAT|O_EXCL, 0600) = 3",
                "open(\"/srv/data/base/1\", O_RDONLY) = 3",
                "open(\"/srv/data/of-www\", O_RDONLY) = 3");
        assertEquals("0700 redis:redis", rights(manifest, "/srv/data"));
        assertEquals("0700 redis:redis", rights(manifest, "/srv/data/base"));
        assertEquals("0600 redis:redis", rights(manifest, "/srv/data/base/1"));
        assertEquals("0640 root:www", rights(manifest, "/srv/data/of-www"));
    }

    @Test
    void a_directory_that_a_profile_expects_stays() throws IOException {
        directory("/var/lib/redis", 0750, 110, 115);
        assertEquals("0750 redis:redis", rights(after(), "/var/lib/redis"));
    }

    @Test
    void a_persons_home_stays_theirs_without_the_others_right_to_write() throws IOException {
        directory("/home/ann", 0755, 1000, 1000);
        directory("/home/ann/.ssh", 0770, 1000, 1000);
        file("/home/ann/.ssh/authorized_keys", 0664, 1000, 1000, "");
        file("/home/ann/of-www", 0644, 33, 33, "");
        file("/var/www/index.html", 0644, 33, 33, "");
        file("/var/spool/crontabs/bob", 0600, 1001, 4, "");
        file("/usr/mine", 0644, 3, 3, "");
        file("/usr/lib/ann", 0644, 1000, 1000, "");
        Manifest manifest = after(
                "open(\"/home/ann/.ssh/authorized_keys\", O_RDONLY) = 3",
                "open(\"/home/ann/of-www\", O_RDONLY) = 3",
                "open(\"/var/www/index.html\", O_RDONLY) = 3",
                "open(\"/var/spool/crontabs/bob\", O_RDONLY) = 3",
                "open(\"/usr/mine\", O_RDONLY) = 3",
                "open(\"/usr/lib/ann\", O_RDONLY) = 3");
        assertEquals("0755 ann:ann", rights(manifest, "/home/ann"));
        assertEquals("0750 ann:ann", rights(manifest, "/home/ann/.ssh"));
        assertEquals("0644 ann:ann", rights(manifest, "/home/ann/.ssh/authorized_keys"));
        assertEquals("0644 root:root", rights(manifest, "/home/ann/of-www"));
        assertEquals("0644 root:root", rights(manifest, "/var/www/index.html"), "www can not log in");
        assertEquals("0600 bob:adm", rights(manifest, "/var/spool/crontabs/bob"), "called like its owner");
        assertEquals("0644 root:root", rights(manifest, "/usr/mine"), "a home that is the root is nobody's");
        assertEquals("0644 root:root", rights(manifest, "/usr/lib/ann"), "people have no files of the system");
    }

    @Test
    void a_key_is_read_by_nobody_else_than_the_targets_user() throws IOException {
        file("/srv/server.key", 0644, 0, 0, KEY);
        String open = "open(\"/srv/server.key\", O_RDONLY) = 3";
        assertEquals("0640 root:root", rights(after(open), "/srv/server.key"));
        user = "redis";
        assertEquals("0640 root:redis", rights(after(open), "/srv/server.key"));
        user = "bob";
        assertEquals("0644 root:root", rights(after(open), "/srv/server.key"), "eve would read it by a group");
        file("/srv/server.key", 0644, 110, 115, KEY);
        user = "redis:redis";
        assertEquals("0640 root:redis", rights(after(open), "/srv/server.key"));
    }

    @Test
    void the_hosts_rights_have_their_reason_where_they_are_more() throws IOException {
        asOnHost = true;
        file("/srv/f", 0640, 110, 115, "text");
        file("/srv/g", 0644, 0, 0, "text");
        Manifest manifest = after("open(\"/srv/f\", O_RDONLY) = 3", "open(\"/srv/g\", O_RDONLY) = 3");
        assertEquals("0640 redis:redis", rights(manifest, "/srv/f"));
        for (Entry entry : manifest.entries()) {
            boolean isMore = entry.path().equals(JailPath.of("/srv/f"));
            assertEquals(isMore, entry.why().contains(Entry.AS_ON_HOST), entry::toString);
        }
        assertTrue(manifest.entries().size() > 2);
    }
}

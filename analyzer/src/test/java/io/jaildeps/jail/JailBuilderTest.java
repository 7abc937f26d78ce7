package io.jaildeps.jail;

import static io.jaildeps.jail.Manifests.copy;
import static io.jaildeps.jail.Manifests.device;
import static io.jaildeps.jail.Manifests.directory;
import static io.jaildeps.jail.Manifests.fifo;
import static io.jaildeps.jail.Manifests.file;
import static io.jaildeps.jail.Manifests.manifest;
import static io.jaildeps.jail.Manifests.symlink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JailBuilderTest {
    private static final String OLD = "2001-02-03T04:05:06.123456789Z";

    @TempDir
    Path folder;

    private Path host;
    private Path jail;

    @BeforeEach
    void makeHost() throws IOException {
        Root.assume();
        host = Files.createDirectory(folder.resolve("host"));
        jail = folder.resolve("jail");
        write(
                "etc/passwd",
                "root:x:0:0:root:/root:/bin/sh\n# note\nsshd:x:105:65534::/run/sshd:/x\nalice:x:1000:1000::/:/x\n");
        write("etc/group", "root:x:0:\nadm:x:4:sshd,alice\nstaff:x:50:alice\n");
        write("bin/tool", "tool");
    }

    @Test
    void everyKindOfEntryIsMadeAsTheManifestSays() throws Exception {
        BuildResult.Built built = build(manifest(
                copy("/bin/tool", "0755"),
                file("/etc/passwd", "0644", new Content.Users(List.of("root", "sshd"))),
                file("/etc/group", "0640", new Content.Users(List.of("adm"))),
                file("/etc/ld.so.cache", "0644", new Content.LoaderCache()),
                file("/var/log/wtmp", "0664", new Content.Empty()),
                symlink("/usr/bin", "../bin"),
                device("/dev/null", "c 1:3", "0666"),
                fifo("/run/pipe", "0622"),
                directory("/run", "1777")));

        assertEquals(
                expected(
                        "/", "directory 0755 root:root",
                        "/bin", "directory 0755 root:root",
                        "/bin/tool", "file 0755 root:root 7c9bbe5e",
                        "/dev", "directory 0755 root:root",
                        "/dev/null", "device c 1:3 0666 root:root",
                        "/etc", "directory 0755 root:root",
                        "/etc/group", "file 0640 root:root a2f6553c",
                        "/etc/ld.so.cache", "file 0644 root:root 5e1ecee0",
                        "/etc/passwd", "file 0644 root:root 78d763c9",
                        "/run", "directory 1777 root:root",
                        "/run/pipe", "fifo 0622 root:root",
                        "/usr", "directory 0755 root:root",
                        "/usr/bin", "symlink -> ../bin",
                        "/var", "directory 0755 root:root",
                        "/var/log", "directory 0755 root:root",
                        "/var/log/wtmp", "file 0664 root:root e3b0c442"),
                TreeDump.of(jail));
        assertEquals(List.of(), built.warnings());
        assertEquals(16, built.made().size());
        assertEquals(
                "root:x:0:0:root:/root:/bin/sh\nsshd:x:105:65534::/run/sshd:/x\n",
                Files.readString(jail.resolve("etc/passwd")));
        assertEquals("adm:x:4:sshd\n", Files.readString(jail.resolve("etc/group")));
        assertEquals("cache", Files.readString(jail.resolve("etc/ld.so.cache")));
    }

    @Test
    void timesAreThoseOfTheHost() throws Exception {
        write("lib/data", "data");
        Files.createSymbolicLink(host.resolve("lib/link"), Path.of("data"));
        for (String name : List.of("lib/data", "lib/link", "lib")) {
            Attributes.time(host.resolve(name), FileTime.from(java.time.Instant.parse(OLD)));
        }
        build(manifest(
                copy("/lib/data", "0644"),
                symlink("/lib/link", "data"),
                file("/lib/new", "0644", new Content.Empty())));
        Map<String, String> dump = TreeDump.withTimes(jail);
        assertEquals("directory 0755 root:root " + OLD, dump.get("/lib"));
        assertTrue(String.valueOf(dump.get("/lib/data")).endsWith(" " + OLD), dump::toString);
        assertTrue(String.valueOf(dump.get("/lib/link")).contains("2001-02-03T04:05:06.123456"), dump::toString);
        assertTrue(String.valueOf(dump.get("/lib/new")).endsWith("1970-01-01T00:00:00Z"), dump::toString);
    }

    private BuildResult.Built build(Manifest manifest) throws IOException, InterruptedException {
        BuildResult result = new JailBuilder(tree -> "cache".getBytes(StandardCharsets.US_ASCII))
                .build(manifest, HostPath.of(host), HostPath.of(jail));
        return assertInstanceOf(BuildResult.Built.class, result, result::toString);
    }

    private void write(String name, String text) throws IOException {
        Path path = host.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static Map<String, String> expected(String... lines) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < lines.length; i += 2) {
            map.put(lines[i], lines[i + 1]);
        }
        return map;
    }
}

package io.jaildeps.jail;

import static io.jaildeps.manifest.Manifests.copy;
import static io.jaildeps.manifest.Manifests.manifest;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Lock;
import io.jaildeps.manifest.LockReader;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JailLockTest {
    @TempDir
    Path folder;

    @Test
    void aLockHoldsWhatTheJailHoldsAndWhereItCameFrom() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        sandbox.write("var/lib/dpkg/status", """
                Package: tools
                Status: install ok installed
                Architecture: amd64
                Version: 1:2.3-4
                Description: x
                 Version: 9

                Package: libz
                Architecture: amd64
                Version: 1

                Package: libz
                Architecture: i386
                Version: 2

                Package: other
                Architecture: all
                Version: 7
                """);
        sandbox.write("var/lib/dpkg/info/tools.list", "/.\n/bin\n/bin/tool\n/usr/bin/diverted\n");
        sandbox.write("var/lib/dpkg/info/libz:amd64.list", "/usr/lib/64/z\n");
        sandbox.write("var/lib/dpkg/info/libz:i386.list", "/usr/lib/32/z\n");
        sandbox.write("var/lib/dpkg/info/other.list", "/usr/bin/diverted\n");
        sandbox.write("var/lib/dpkg/info/other.md5sums", "/etc/own\n");
        sandbox.write("var/lib/dpkg/diversions", "/usr/bin/diverted\n/usr/bin/diverted.real\nother\n");
        for (String file : List.of("bin/tool", "bin/diverted", "bin/diverted.real", "lib/64/z", "lib/32/z")) {
            sandbox.write("usr/" + file, file);
        }
        sandbox.write("etc/own", "own");
        Manifest manifest = manifest(
                copy("/usr/bin/tool", "0755"),
                copy("/usr/bin/diverted", "0755"),
                copy("/usr/bin/diverted.real", "0755"),
                copy("/usr/lib/64/z", "0644"),
                copy("/usr/lib/32/z", "0644"),
                copy("/etc/own", "0644"));
        sandbox.build(manifest);

        Lock lock = new JailLock(HostPath.of(sandbox.host())).of(manifest, HostPath.of(sandbox.jail()));

        assertEquals(
                List.of(
                        "/etc/own  ",
                        "/usr/bin/diverted other 7",
                        "/usr/bin/diverted.real tools 1:2.3-4",
                        "/usr/bin/tool tools 1:2.3-4",
                        "/usr/lib/32/z libz 2",
                        "/usr/lib/64/z libz 1"),
                lock.files().stream()
                        .map(file -> file.path() + " " + file.packageName() + " " + file.packageVersion())
                        .toList());
        Lock.File own = lock.files().get(0);
        assertEquals(JailPath.of("/etc/own"), own.path());
        assertEquals(3, own.sizeBytes());
        String dumped = String.valueOf(TreeDump.of(sandbox.jail()).get("/etc/own"));
        assertEquals(dumped.substring(dumped.length() - 8), own.sha256().substring(0, 8));
        HostPath file = HostPath.of(folder).resolve("x.jail.lock");
        JailLock.write(lock, file);
        assertEquals(lock, new LockReader().read(Files.readAllBytes(file.toPath())));
    }

    @Test
    void whatChangesOnTheHostMeanwhileIsReadInTheJail() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        sandbox.write("etc/steady", "steady");
        sandbox.write("etc/early", "one");
        sandbox.write("etc/late", "one");
        Manifest manifest =
                manifest(copy("/etc/steady", "0644"), copy("/etc/early", "0644"), copy("/etc/late", "0644"));
        sandbox.build(manifest);
        sandbox.write("etc/early", "two, and longer");
        JailLock lock = new JailLock(HostPath.of(sandbox.host()));
        lock.readAhead(manifest);
        sandbox.write("etc/late", "two, and longer");

        List<String> found = lock.of(manifest, HostPath.of(sandbox.jail())).files().stream()
                .map(file -> file.path() + " " + file.sizeBytes() + " "
                        + file.sha256().substring(0, 8))
                .toList();

        // the first digits of what sha256sum(1) says of "one" and "steady"
        assertEquals(List.of("/etc/early 3 7692c3ad", "/etc/late 3 7692c3ad", "/etc/steady 6 57e1f047"), found);
    }

    @Test
    void whatARunWritesIsStateAndNotLocked() throws Exception {
        Sandbox sandbox = Sandbox.in(folder);
        sandbox.write("etc/read", "r");
        sandbox.write("var/written", "w");
        Manifest manifest = manifest(
                copy("/etc/read", "0644"),
                new Entry.File(
                        JailPath.of("/var/written"),
                        Mode.FILE,
                        Owner.ROOT,
                        new Content.Copy(),
                        false,
                        List.of("opened by /bin/d", "updated by /bin/d")));
        sandbox.build(manifest);
        Lock lock = new JailLock(HostPath.of(sandbox.host())).of(manifest, HostPath.of(sandbox.jail()));
        assertEquals(
                List.of(JailPath.of("/etc/read")),
                lock.files().stream().map(Lock.File::path).toList());
    }
}

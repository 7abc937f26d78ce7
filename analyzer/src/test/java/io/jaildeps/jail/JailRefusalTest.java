package io.jaildeps.jail;

import static io.jaildeps.manifest.Manifests.copy;
import static io.jaildeps.manifest.Manifests.directory;
import static io.jaildeps.manifest.Manifests.file;
import static io.jaildeps.manifest.Manifests.manifest;
import static io.jaildeps.manifest.Manifests.symlink;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Manifests;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JailRefusalTest {
    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void makeHost() throws IOException {
        sandbox = Sandbox.in(folder);
        sandbox.write("bin/tool", "tool");
    }

    @ParameterizedTest
    @CsvSource({
        "/a, ..",
        "/a, ../x",
        "/a/b, ../../etc/shadow",
        "/a/b/c, x/../../../../y",
        "/a, /..",
        "/a/b, /../../etc",
        "/a/b, /x/../../y"
    })
    void aLinkThatClimbsOutOfTheJailIsRefused(String path, String target) throws Exception {
        assertEquals(
                refusal(BuildResult.Cause.MANIFEST, path + ": the link's target " + target + " leads out of the jail"),
                sandbox.refused(manifest(symlink(path, target))));
    }

    @Test
    void whatNobodyHasLookedAtIsNotBuilt() throws Exception {
        assertEquals(
                refusal(
                        BuildResult.Cause.MANIFEST,
                        "2 entries are unverified, such as /bin/tool: they come from a trace alone; make the manifest"
                                + " anew with parse --sysroot DIR"),
                sandbox.refused(manifest(
                        Manifests.unverified(copy("/bin/tool", "0755")),
                        Manifests.unverified(directory("/var/x", "0755")))));
    }

    @Test
    void aDeviceThatNoKernelOfThisSystemHasIsNotBuilt() throws Exception {
        assertEquals(
                refusal(
                        BuildResult.Cause.MANIFEST,
                        "/dev/a: c 4096:1 is greater than any device of this system",
                        "/dev/b: b 1:1048576 is greater than any device of this system"),
                sandbox.refused(manifest(
                        Manifests.device("/dev/a", "c 4096:1", "0600"),
                        Manifests.device("/dev/b", "b 1:1048576", "0600"))));
    }

    @Test
    void aLinkThatStaysInTheJailIsNot() {
        JailPlan plan = new JailPlan(manifest(
                symlink("/a/b/c", "../../x/.."), symlink("/b", "/etc"), symlink("/c", "/x/../y"), symlink("/d", ".")));
        assertEquals(List.of(), plan.problems());
    }

    @Test
    void anEntryBehindALinkIsRefused() throws Exception {
        assertEquals(
                refusal(
                        BuildResult.Cause.MANIFEST,
                        "/etc/x/passwd: lies beneath /etc, which is not a directory in this manifest"),
                sandbox.refused(manifest(symlink("/etc", "/tmp"), copy("/etc/x/passwd", "0644"))));
    }

    @Test
    void anEntryBeneathAFileIsRefused() throws Exception {
        assertEquals(
                refusal(
                        BuildResult.Cause.MANIFEST,
                        "/bin/tool/x: lies beneath /bin/tool, which is not a directory in this manifest"),
                sandbox.refused(manifest(copy("/bin/tool", "0644"), directory("/bin/tool/x", "0755"))));
    }

    @Test
    void aMountBehindALinkIsRefused() throws Exception {
        Manifest manifest = manifest(
                List.of(symlink("/proc", "tmp")), List.of(new Manifest.Mount(JailPath.of("/proc"), "proc", List.of())));
        assertEquals(BuildResult.Cause.MANIFEST, sandbox.refused(manifest).cause());
    }

    @Test
    void theRootMustBeADirectory() throws Exception {
        assertEquals(
                refusal(BuildResult.Cause.MANIFEST, "/ must be a directory"),
                sandbox.refused(manifest(file("/", "0644", new Content.Empty()))));
    }

    @Test
    void aNameOf256BytesIsRefused() throws Exception {
        String name = "/" + "x".repeat(256);
        assertEquals(
                refusal(BuildResult.Cause.MANIFEST, name + ": the name is too long"),
                sandbox.refused(manifest(directory(name, "0755"))));
    }

    @Test
    void reducedUsersAreOnlyForTheFilesThatHaveThem() throws Exception {
        assertEquals(
                BuildResult.Cause.MANIFEST,
                sandbox.refused(manifest(file("/etc/hosts", "0644", new Content.Users(List.of("root")))))
                        .cause());
    }

    @Test
    void allThatThisHostLacksIsNamedBeforeAnythingIsWritten() throws Exception {
        sandbox.write("usr/lib/z", "z");
        Files.createSymbolicLink(sandbox.host().resolve("lib"), Path.of("usr/lib"));
        assertEquals(
                refusal(
                        BuildResult.Cause.HOST,
                        "cannot copy /bin: it is a directory on this host",
                        "cannot copy /gone: it is absent on this host",
                        "cannot copy /lib/z: /lib is a link on this host; make the manifest here again",
                        "cannot make /x: this host has no nobody-here:root"),
                sandbox.refused(manifest(
                        copy("/bin", "0644"),
                        copy("/gone", "0644"),
                        copy("/lib/z", "0644"),
                        new Entry.Directory(
                                JailPath.of("/x"), Mode.DIRECTORY, new Owner("nobody-here", "root"), List.of()))));
    }

    @Test
    void aLinkOnTheHostIsNotCopiedAsAFile() throws Exception {
        Files.createSymbolicLink(sandbox.host().resolve("bin/link"), Path.of("tool"));
        assertEquals(
                refusal(BuildResult.Cause.HOST, "cannot copy /bin/link: it is a link on this host"),
                sandbox.refused(manifest(copy("/bin/link", "0644"))));
    }

    @Test
    void aDirectoryThatIsNotOursIsLeftAlone() throws Exception {
        sandbox.writeInJail("precious", "data");
        assertEquals(
                refusal(
                        BuildResult.Cause.DESTINATION,
                        "cannot build " + sandbox.jail() + ": it is not empty and was not made by jaildeps"),
                sandbox.refused(manifest(copy("/bin/tool", "0755"))));
    }

    @Test
    void anEmptyDirectoryMayBecomeAJail() throws Exception {
        Requires.root();
        Files.createDirectory(sandbox.jail());
        sandbox.build(copy("/bin/tool", "0755"));
        assertEquals("file 0755 root:root 7c9bbe5e", sandbox.dump().get("/bin/tool"));
    }

    @Test
    void aLinkIsNoPlaceForAJail() throws Exception {
        Files.createSymbolicLink(sandbox.jail(), sandbox.host());
        assertEquals(
                refusal(BuildResult.Cause.DESTINATION, "cannot build " + sandbox.jail() + ": it is a link"),
                sandbox.refused(manifest(copy("/bin/tool", "0755"))));
    }

    @ParameterizedTest
    @CsvSource({
        "/, it is the root",
        "/usr, it is a directory of the system",
        "/mnt, it is a directory of the system",
        "/nowhere/jail, /nowhere is not a directory"
    })
    void theSystemIsNoPlaceForAJail(String place, String reason) throws Exception {
        BuildResult result = new JailBuilder(tree -> new byte[0])
                .build(manifest(directory("/x", "0755")), HostPath.ROOT, HostPath.of(place));
        assertEquals(refusal(BuildResult.Cause.DESTINATION, "cannot build " + place + ": " + reason), result);
    }

    @Test
    void aJailMustNotHoldTheHostsFiles() throws Exception {
        BuildResult result = new JailBuilder(tree -> new byte[0])
                .build(manifest(directory("/x", "0755")), HostPath.of(sandbox.host()), HostPath.of(sandbox.host()));
        assertEquals(
                refusal(
                        BuildResult.Cause.DESTINATION,
                        "cannot build " + sandbox.host() + ": the host's files are in it"),
                result);
    }

    @Test
    void aPrivateDirectoryThatIsOpenToOthersIsNotTrusted() throws Exception {
        Files.createDirectory(sandbox.place().resolve(".jail.jaildeps"));
        IOException refused = assertThrows(IOException.class, () -> sandbox.build(copy("/bin/tool", "0755")));
        assertTrue(String.valueOf(refused.getMessage()).contains("not a private directory"), refused::toString);
    }

    private static BuildResult.Refused refusal(BuildResult.Cause cause, String... problems) {
        return new BuildResult.Refused(cause, List.of(problems));
    }
}

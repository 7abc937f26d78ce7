package io.jaildeps.jail;

import static io.jaildeps.manifest.Manifests.copy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import io.jaildeps.host.Tools;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifests;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanStoreTest {
    @TempDir
    Path folder;

    private Sandbox sandbox;
    private Path store;

    @BeforeEach
    void makeHost() throws IOException {
        Requires.root();
        sandbox = Sandbox.in(folder);
        store = folder.resolve("store");
        sandbox.write("bin/tool", "tool");
        sandbox.write("etc/conf", "conf");
    }

    @Test
    void jailsShareEqualFilesWithEachOtherAndNeverWithTheHost() throws Exception {
        Path one = build("one", copy("/bin/tool", "0755"), copy("/etc/conf", "0644"));
        Path two = build("two", copy("/bin/tool", "0755"));
        assertEquals(id(one.resolve("bin/tool")), id(two.resolve("bin/tool")));
        assertNotEquals(id(sandbox.host().resolve("bin/tool")), id(one.resolve("bin/tool")));
        assertEquals(3, inode(one.resolve("bin/tool")).links());
        assertEquals(1, inode(sandbox.host().resolve("bin/tool")).links());
        Map<String, String> dump = TreeDump.of(one);
        assertEquals("file 0555 root:root 7c9bbe5e", dump.get("/bin/tool"));
        assertEquals(0444, inode(one.resolve("etc/conf")).mode());
        assertEquals(0700, inode(store).mode());
    }

    @Test
    void aRefreshSharesAgainAndADirectorysTimeStays() throws Exception {
        Path one = build("one", copy("/bin/tool", "0755"));
        Inode first = inode(one.resolve("bin/tool"));
        Map<String, String> before = TreeDump.withTimes(one);
        build("one", copy("/bin/tool", "0755"));
        assertEquals(before, TreeDump.withTimes(one));
        assertEquals(first.id(), id(one.resolve("bin/tool")));
        assertEquals(2, inode(one.resolve("bin/tool")).links());
    }

    @Test
    void whatAJailChangedIsNotUsedAgain() throws Exception {
        Path one = build("one", copy("/bin/tool", "0755"));
        Inode made = inode(one.resolve("bin/tool"));
        Files.writeString(one.resolve("bin/tool"), "evil");
        Attributes.time(one.resolve("bin/tool"), made.modified());
        Path two = build("two", copy("/bin/tool", "0755"));
        assertEquals("tool", Files.readString(two.resolve("bin/tool")));
        assertNotEquals(made.id(), id(two.resolve("bin/tool")));
    }

    @Test
    void filesThatDifferInMoreThanTheirBytesAreNotShared() throws Exception {
        sandbox.write("bin/twin", "tool");
        Attributes.time(
                sandbox.host().resolve("bin/twin"),
                inode(sandbox.host().resolve("bin/tool")).modified());
        Path one = build("one", copy("/bin/tool", "0755"), copy("/bin/twin", "0644"));
        assertNotEquals(id(one.resolve("bin/tool")), id(one.resolve("bin/twin")));
        Path two = build("two", copy("/bin/tool", "4755"), copy("/bin/twin", "0666"));
        assertEquals(1, inode(two.resolve("bin/tool")).links());
        assertEquals(04755, inode(two.resolve("bin/tool")).mode());
        assertEquals(1, inode(two.resolve("bin/twin")).links());
    }

    @Test
    void aFileWithCapabilitiesIsNotShared() throws Exception {
        Path tool = sandbox.host().resolve("bin/tool");
        Attributes.mode(tool, 0755);
        Requires.that(
                Tools.run(List.of("setcap", "cap_net_raw+ep", tool.toString())).done(), "needs setcap(8)");
        Path one = build("one", copy("/bin/tool", "0755"));
        assertEquals(1, inode(one.resolve("bin/tool")).links());
    }

    @Test
    void aDirectoryThatIsNoStoreIsRefused() throws Exception {
        Files.createDirectory(store);
        Attributes.mode(store, 0700);
        Files.writeString(store.resolve("mine"), "mine");
        IOException failure = assertThrows(IOException.class, () -> build("one", copy("/bin/tool", "0755")));
        assertTrue(String.valueOf(failure.getMessage()).endsWith("it holds other things"), failure::getMessage);
        Files.delete(store.resolve("mine"));
        Attributes.mode(store, 0755);
        failure = assertThrows(IOException.class, () -> build("one", copy("/bin/tool", "0755")));
        assertTrue(
                String.valueOf(failure.getMessage()).endsWith("it is not a private directory of root"),
                failure::getMessage);
        assertEquals(List.of(), sandbox.besides());
    }

    @Test
    void whatIsSharedThroughTheStoreIsTold() throws Exception {
        Path one = build("one", copy("/bin/tool", "0755"), copy("/etc/conf", "0666"));
        build("two", copy("/bin/tool", "0755"));
        SharedFiles shared = SharedFiles.of(HostPath.of(one));
        assertTrue(shared.has(inode(one.resolve("bin/tool"))));
        assertFalse(shared.has(inode(one.resolve("etc/conf"))), "everybody may write it, so it is not shared");
        assertFalse(shared.has(inode(sandbox.host().resolve("bin/tool"))));
    }

    @Test
    void aStoreThatIsNoneAnyMoreSharesNothing() throws Exception {
        Path one = build("one", copy("/bin/tool", "0755"));
        Path mark = store.resolve("jaildeps-store");
        Inode tool = inode(one.resolve("bin/tool"));
        Files.writeString(mark, "jaildeps store, format 9\n");
        assertFalse(SharedFiles.of(HostPath.of(one)).has(tool));
        IOException failure = assertThrows(IOException.class, () -> build("one", copy("/bin/tool", "0755")));
        assertTrue(String.valueOf(failure.getMessage()).endsWith("is not known"), failure::getMessage);
        Files.writeString(mark, "");
        build("one", copy("/bin/tool", "0755"));
        assertTrue(SharedFiles.of(HostPath.of(one)).has(tool), "a mark of an older version is made a new one");
        Attributes.mode(store, 0711);
        assertFalse(SharedFiles.of(HostPath.of(one)).has(tool), "others may enter it");
        Attributes.mode(store, 0700);
        Attributes.mode(sandbox.place().resolve(".one.jaildeps"), 0701);
        assertFalse(SharedFiles.of(HostPath.of(one)).has(tool), "others may have said so");
    }

    @Test
    void aBuildWithoutAStoreSharesNothingAnyMore() throws Exception {
        Path one = build("one", copy("/bin/tool", "0755"));
        Inode tool = inode(one.resolve("bin/tool"));
        assertTrue(SharedFiles.of(HostPath.of(one)).has(tool));
        new JailBuilder(tree -> new byte[0])
                .build(Manifests.manifest(copy("/bin/tool", "0755")), HostPath.of(sandbox.host()), HostPath.of(one));
        assertFalse(SharedFiles.of(HostPath.of(one)).has(tool));
        assertEquals(1, inode(one.resolve("bin/tool")).links());
    }

    @Test
    void aDirectoryOfTheSystemIsNoStore() throws Exception {
        store = Path.of("/usr/nosuch-store");
        IOException failure = assertThrows(IOException.class, () -> build("one", copy("/bin/tool", "0755")));
        assertTrue(
                String.valueOf(failure.getMessage()).endsWith("it is in a directory of the system"),
                failure::getMessage);
        assertFalse(Files.exists(store));
    }

    private Path build(String name, Entry... entries) throws IOException, InterruptedException {
        Path jail = sandbox.place().resolve(name);
        JailBuilder builder =
                new JailBuilder(tree -> "cache".getBytes(StandardCharsets.US_ASCII), Optional.of(HostPath.of(store)));
        BuildResult result = builder.build(Manifests.manifest(entries), HostPath.of(sandbox.host()), HostPath.of(jail));
        assertInstanceOf(BuildResult.Built.class, result, result::toString);
        return jail;
    }

    private static Inode inode(Path path) throws IOException {
        return Inode.at(HostPath.of(path)).orElseThrow();
    }

    private static Inode.Id id(Path path) throws IOException {
        return inode(path).id();
    }
}

package io.jaildeps.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.trace.Pid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkspaceTest {
    @TempDir
    Path folder;

    private Path base;
    private Path elsewhere;

    @BeforeEach
    void folders() throws IOException {
        base = folder.resolve("base");
        elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    }

    /** A number that belonged to a process, and does no more. */
    private static long gone() throws Exception {
        Process process = new ProcessBuilder("/bin/true").start();
        process.waitFor();
        return process.pid();
    }

    private Path leftover(String... journal) throws Exception {
        Files.createDirectories(base);
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path left = Files.createDirectory(base.resolve(gone() + "-123"));
        Files.createDirectories(left.resolve("scratch/deep"));
        Files.writeString(left.resolve("scratch/deep/file"), "x");
        Files.write(left.resolve("journal"), List.of(journal));
        return left;
    }

    private void openAndClose() throws Exception {
        Workspace.open(HostPath.of(base)).close();
    }

    @Test
    void itLeavesNothing() throws Exception {
        Workspace workspace = Workspace.open(HostPath.of(base));
        Path scratch = workspace.scratch().toPath();
        Files.writeString(scratch.resolve("x"), "x");
        Files.createSymbolicLink(scratch.resolve("link"), elsewhere);
        Files.writeString(elsewhere.resolve("kept"), "x");
        Path directory = workspace.directory(HostPath.of(elsewhere)).toPath();
        Files.createDirectories(directory.resolve("jail/etc"));
        workspace.close();
        assertEquals(List.of(), List.of(base.toFile().list()));
        assertEquals(List.of("kept"), List.of(elsewhere.toFile().list()));
    }

    @Test
    void whatAKilledRunLeftIsRemoved() throws Exception {
        Path left = leftover();
        Path jail = Files.createDirectories(elsewhere.resolve("jaildeps-" + left.getFileName() + "/etc"))
                .getParent();
        Files.write(left.resolve("journal"), List.of("directory " + jail));
        openAndClose();
        assertFalse(Files.exists(left));
        assertFalse(Files.exists(jail));
    }

    @Test
    void whatALivingRunHasStays() throws Exception {
        Files.createDirectories(base);
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Path other = Files.createDirectory(
                base.resolve(parent + "-" + ProcessTree.startTicks(parent).orElseThrow()));
        openAndClose();
        assertTrue(Files.exists(other));
    }

    @Test
    void aJournalThatBreaksOffRemovesNothingElse() throws Exception {
        Files.createDirectories(elsewhere.resolve("precious/etc"));
        Path left = leftover(
                "directory " + elsewhere.resolve("precious"), "directory " + elsewhere, "directory ", "tracer", "");
        openAndClose();
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(elsewhere.resolve("precious/etc")));
    }

    @Test
    void namesThatAreNoWorkspacesStay() throws Exception {
        Files.createDirectories(base);
        Path odd = Files.createDirectory(base.resolve("1x-2y"));
        Files.createDirectory(base.resolve("99999999999999999999-1"));
        openAndClose();
        assertTrue(Files.exists(odd));
    }

    @Test
    void theTracerOfAKilledRunAndAllThatItTracesAreEnded() throws Exception {
        Needed.tool("strace");
        Process strace = new ProcessBuilder(
                        Tools.find("strace").orElseThrow(),
                        "-f",
                        "-o",
                        folder.resolve("trace").toString(),
                        "/bin/sh",
                        "-c",
                        "trap '' TERM; sleep 300 & sleep 301")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        while (ProcessTree.tracedBy(strace.pid()).size() < 3) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        List<Pid> traced = ProcessTree.tracedBy(strace.pid());
        leftover("tracer " + strace.pid() + " "
                + ProcessTree.startTicks(strace.pid()).orElseThrow());
        openAndClose();
        assertTrue(strace.waitFor(10, TimeUnit.SECONDS));
        assertEquals(List.of(), Needed.living(traced));
    }

    @Test
    void anotherProcessOfTheTracersNumberLives() throws Exception {
        Process innocent = new ProcessBuilder("/bin/sleep", "300").start();
        try {
            leftover("tracer " + innocent.pid() + " 1");
            openAndClose();
            assertTrue(innocent.isAlive());
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void aDirectoryThatOthersCanWriteToIsRefused() throws Exception {
        Files.createDirectories(base);
        Files.setPosixFilePermissions(base, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThrows(IOException.class, this::openAndClose);
    }
}

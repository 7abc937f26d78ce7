package io.jaildeps.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.FileAccess;
import io.jaildeps.access.RunFacts;
import io.jaildeps.access.Traces;
import io.jaildeps.graph.MountTable;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.HostPath;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.tree.Sysroot;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.WrittenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapsTest {
    private static final String ENOENT = " = -1 ENOENT (No such file or directory)";

    @TempDir
    Path root;

    private void file(String path) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    private static PassResult pass(PassResult.Ending ending, Accesses accesses) {
        return new PassResult(
                accesses,
                new RunFacts(),
                ending,
                new Ready.Exit(),
                List.of(),
                List.of(),
                new PassResult.Reading(new ParseSummary(0, 0, 0, 0), false, 0, 1),
                new PassResult.Output("", "", "", false, WrittenFiles.NONE));
    }

    /** What the jailed run's lines say is missing, after a host run that did nothing. */
    private Gaps gaps(String... jailed) throws IOException {
        return gaps(new Accesses(), jailed);
    }

    private Gaps gaps(Accesses onHost, String... jailed) throws IOException {
        return gaps(new PassResult.Ending.Exited(0), onHost, jailed);
    }

    private Gaps daemonGaps(Accesses onHost, String... jailed) throws IOException {
        return gaps(new PassResult.Ending.Stayed(), onHost, jailed);
    }

    private Gaps gaps(PassResult.Ending ending, Accesses onHost, String... jailed) throws IOException {
        return Gaps.between(
                pass(ending, Traces.accesses(jailed)),
                pass(ending, onHost),
                new Sysroot(HostPath.of(root)),
                MountTable.usual());
    }

    private static List<String> paths(List<FileAccess> accesses) {
        return accesses.stream()
                .map(access -> access.kind() + " " + access.place().asked())
                .toList();
    }

    @Test
    void whatTheHostHasAndTheJailLacksIsAGap() throws IOException {
        file("/etc/x");
        file("/bin/y");
        file("/srv/d/f");
        Gaps gaps = gaps(
                "1 open(\"/etc/x\", O_RDONLY)" + ENOENT,
                "1 execve(\"/bin/y\", [\"y\"], 0x7ffc /* 3 vars */)" + ENOENT,
                "1 chdir(\"/srv/d\")" + ENOENT,
                "1 open(\"/etc/nowhere\", O_RDONLY)" + ENOENT);
        assertEquals(List.of("EXECUTE /bin/y", "READ /etc/x", "ENTER /srv/d"), paths(gaps.used()));
        assertEquals(List.of(), gaps.lookedAt());
    }

    @Test
    void whatWasOnlyLookedForIsKeptApart() throws IOException {
        file("/etc/x");
        Gaps gaps = gaps("1 stat(\"/etc/x\", 0x7ffd)" + ENOENT);
        assertEquals(List.of(), gaps.used());
        assertEquals(List.of("LOOK /etc/x"), paths(gaps.lookedAt()));
    }

    @Test
    void whatWasOfNoUseOnTheHostIsNoGap() throws IOException {
        file("/etc/x");
        Accesses onHost = Traces.accesses("1 open(\"/etc/x\", O_RDONLY) = -1 EACCES (Permission denied)");
        assertEquals(
                List.of(), gaps(onHost, "1 open(\"/etc/x\", O_RDONLY)" + ENOENT).used());
    }

    @Test
    void whatTheRunOnTheHostMadeWasNotThereBefore() throws IOException {
        file("/srv/cache/x");
        Accesses onHost = Traces.accesses(
                "1 open(\"/srv/cache/x\", O_RDONLY)" + ENOENT,
                "1 open(\"/srv/cache/x.1\", O_WRONLY|O_CREAT|O_EXCL, 0644) = 3",
                "1 rename(\"/srv/cache/x.1\", \"/srv/cache/x\") = 0");
        assertEquals(
                List.of(),
                gaps(onHost, "1 open(\"/srv/cache/x\", O_RDONLY)" + ENOENT).used());
        assertEquals(
                List.of("ENTER /srv/cache"),
                paths(gaps(onHost, "1 open(\"/srv/cache/x.1\", O_WRONLY|O_CREAT|O_EXCL, 0644)" + ENOENT)
                        .used()));
    }

    @Test
    void aDirectoryThatTheTargetMakesWhenItMissesItIsNoGap() throws IOException {
        file("/srv/clone/logs/head");
        String miss = "1 open(\"/srv/clone/logs/head\", O_WRONLY|O_CREAT, 0644)" + ENOENT;
        Accesses onHost = Traces.accesses(
                miss,
                "1 mkdir(\"/srv/clone/logs\", 0755) = 0",
                "1 open(\"/srv/clone/logs/head\", O_WRONLY|O_CREAT, 0644) = 3");
        assertEquals(List.of(), gaps(onHost, miss).used());
    }

    @Test
    void whatCouldNotBeMadeMissesItsDirectory() throws IOException {
        file("/run/x/f");
        assertEquals(
                List.of("ENTER /run/x"),
                paths(gaps("1 open(\"/run/x/pid\", O_RDWR|O_CREAT, 0600)" + ENOENT)
                        .used()));
        assertEquals(
                List.of("ENTER /run/x"),
                paths(gaps("1 mkdir(\"/run/x/sub\", 0755)" + ENOENT).used()));
        assertEquals(
                List.of("ENTER /run/x"),
                paths(gaps("1 mkdir(\"/run/x/sub/\", 0755)" + ENOENT).used()));
        assertEquals(List.of(), paths(gaps("1 mkdir(\"/sub\", 0755)" + ENOENT).used()));
    }

    @Test
    void theLoadersCacheAndTheKernelsFilesAreNoGaps() throws IOException {
        file("/etc/ld.so.cache");
        file("/proc/self/status");
        Gaps gaps = gaps(
                "1 open(\"/etc/ld.so.cache\", O_RDONLY)" + ENOENT, "1 open(\"/proc/self/status\", O_RDONLY)" + ENOENT);
        assertEquals(List.of(), gaps.used());
    }

    @Test
    void whatIsNoDirectoryOnTheHostEitherIsNoGap() throws IOException {
        file("/etc/x");
        String probe = "1 open(\"/etc/x\", O_RDONLY|O_DIRECTORY) = -1 ENOTDIR (Not a directory)";
        assertEquals(List.of("READ /etc/x"), paths(gaps(probe).used()));
        Accesses onHost = Traces.accesses(probe, "1 open(\"/etc/x\", O_RDONLY) = 3");
        assertEquals(List.of(), paths(gaps(onHost, probe).used()));
    }

    @Test
    void whatADaemonPutsAnewIsNoGapUnlessItIsConfiguration() throws IOException {
        file("/run/x.pid");
        file("/etc/x.conf");
        String[] jailed = {
            "1 open(\"/run/x.pid\", O_RDONLY)" + ENOENT,
            "1 open(\"/run/x.pid\", O_WRONLY|O_CREAT|O_TRUNC, 0644) = 3",
            "1 open(\"/etc/x.conf\", O_RDONLY)" + ENOENT,
            "1 open(\"/etc/x.conf\", O_WRONLY|O_CREAT|O_TRUNC, 0644) = 3"
        };
        Accesses onHost = Traces.accesses(
                "1 open(\"/run/x.pid\", O_RDONLY) = 3", jailed[1], "1 open(\"/etc/x.conf\", O_RDONLY) = 3", jailed[3]);
        assertEquals(
                List.of("READ /etc/x.conf"), paths(daemonGaps(onHost, jailed).used()));
        assertEquals(
                List.of("READ /etc/x.conf", "READ /run/x.pid"),
                paths(gaps(onHost, jailed).used()));
        assertEquals(
                List.of("READ /run/x.pid"),
                paths(daemonGaps(Traces.accesses("1 open(\"/run/x.pid\", O_RDONLY) = 3"), jailed[0])
                        .used()));
    }

    @Test
    void whatIsInADirectoryThatADaemonMakesItselfIsNoGap() throws IOException {
        file("/srv/data/wal");
        String[] jailed = {
            "1 open(\"/srv/data\", O_RDONLY|O_DIRECTORY)" + ENOENT,
            "1 open(\"/srv/data/wal\", O_RDWR)" + ENOENT,
            "1 mkdir(\"/srv/data\", 0700) = 0",
            "1 open(\"/srv/data/wal\", O_RDWR|O_CREAT|O_EXCL, 0600) = 3"
        };
        Accesses onHost = Traces.accesses(
                "1 open(\"/srv/data\", O_RDONLY|O_DIRECTORY) = 3", "1 open(\"/srv/data/wal\", O_RDWR) = 4");
        assertEquals(List.of(), daemonGaps(onHost, jailed).used());
        assertEquals(2, gaps(onHost, jailed).used().size());
    }

    @Test
    void anotherErrorIsNoAbsence() throws IOException {
        file("/etc/x");
        assertEquals(
                List.of(),
                gaps("1 open(\"/etc/x\", O_RDONLY) = -1 EACCES (Permission denied)")
                        .used());
    }
}

package io.jaildeps.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.access.PathUse;
import io.jaildeps.access.Traces;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphBuilderTest {
    private static final String START = "1 execve(\"/bin/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0";

    @TempDir
    Path root;

    @BeforeEach
    void program() throws IOException {
        file("/usr/bin/x", "data");
        link("/bin", "usr/bin");
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void link(String path, String target) throws IOException {
        Path link = root.resolve(path.substring(1));
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private static Demand demand(Step... steps) {
        return new Demand(
                JailPath.of("/bin/x"),
                JailPath.ROOT,
                false,
                Set.of(steps),
                List.of(),
                List.of(),
                new NamedPaths(Set.of()));
    }

    private Discovery build(Demand demand, Collection<PathUse> uses) throws IOException {
        Sysroot tree = new Sysroot(HostPath.of(root));
        FileNeeds needs = new FileNeeds(tree, new LibrarySearch(tree, LoaderEnvironment.CLEAN));
        return new GraphBuilder(tree, MountTable.usual(), needs).build(uses, demand);
    }

    private Discovery after(Demand demand, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(START));
        all.addAll(Arrays.asList(lines));
        return build(demand, Traces.accesses(all.toArray(String[]::new)).uses());
    }

    private Discovery after(String... lines) throws IOException {
        return after(demand(), lines);
    }

    /** What is needed besides the program and the link on its way. */
    private static Map<String, String> others(Discovery discovery) {
        Map<String, String> others = new TreeMap<>();
        discovery.graph().needs().forEach((path, need) -> others.put(path.toString(), need.toString()));
        others.keySet().removeAll(Set.of("/bin", "/usr/bin/x"));
        return others;
    }

    private static List<String> why(Discovery discovery, String path) {
        return discovery.graph().why(JailPath.of(path));
    }

    private static boolean leftOut(Discovery discovery, String rule, String path) {
        return discovery
                .leftOut()
                .getOrDefault(rule, Collections.emptySortedSet())
                .contains(JailPath.of(path));
    }

    @Test
    void theTargetAndTheLinksOfItsWayAreNeeded() throws IOException {
        Discovery discovery = after();
        assertEquals(
                Map.of(JailPath.of("/bin"), Need.EXISTENCE, JailPath.of("/usr/bin/x"), Need.CONTENT),
                discovery.graph().needs());
        assertEquals(List.of("path of /bin/x"), why(discovery, "/bin"));
        assertEquals(List.of("the target"), why(discovery, "/usr/bin/x"));
    }

    @Test
    void whatIsOpenedIsNeededWithItsContentAndItsReason() throws IOException {
        file("/etc/hosts", "");
        Discovery discovery = after("1 open(\"/etc/hosts\", O_RDONLY) = 3");
        assertEquals(Map.of("/etc/hosts", "CONTENT"), others(discovery));
        assertEquals(List.of("opened by /bin/x"), why(discovery, "/etc/hosts"));
    }

    @Test
    void whatTheRunMadeAndRemovedIsNoName() throws IOException {
        file("/etc/hosts", "");
        file("/b/stays", "");
        Discovery discovery = after(
                "1 mkdir(\"/b\", 0700) = 0",
                "1 open(\"/b/exe123\", O_RDWR|O_CREAT|O_EXCL, 0700) = 3",
                "2 execve(\"/b/exe123\", [\"x\"], 0x7ffc /* 3 vars */) = 0",
                "2 open(\"/etc/hosts\", O_RDONLY) = 3",
                "1 open(\"/b/stays\", O_RDWR|O_CREAT|O_EXCL, 0700) = 3",
                "3 execve(\"/b/stays\", [\"x\"], 0x7ffc /* 3 vars */) = 0",
                "3 open(\"/etc/hosts\", O_RDONLY) = 3");
        assertEquals(
                List.of("opened by /b/stays", "opened by a program that the target made and removed"),
                why(discovery, "/etc/hosts"));
    }

    @Test
    void whatStandsInTheWayIsAddedEmptyWhereAllThatWasLookedAtIs() throws IOException {
        file("/etc/secret", "s");
        file("/etc/file", "f");
        String[] lines = {
            "1 open(\"/etc/secret\", O_RDONLY) = -1 EACCES (Permission denied)",
            "1 stat(\"/etc/file/x\", 0x7ffc) = -1 ENOTDIR (Not a directory)",
            "1 open(\"/etc/gone\", O_RDONLY) = -1 ENOENT (No such file or directory)"
        };
        assertEquals(Map.of(), others(after(lines)));
        assertEquals(3, after(lines).absent().size());
        Discovery more = after(demand(Step.LOOKED_AT), lines);
        assertEquals(Map.of("/etc/file", "EXISTENCE", "/etc/secret", "EXISTENCE"), others(more));
        assertEquals(
                List.of("asked for by /bin/x (looked at, and the run fails without it)"), why(more, "/etc/secret"));
    }

    @Test
    void whatTwoDotsLeaveAgainMustBeThere() throws IOException {
        file("/srv/real/f", "");
        Files.createDirectories(root.resolve("srv/real/sub"));
        link("/srv/d/l", "../real/sub");
        Discovery discovery = after("1 open(\"/srv/d/l/../f\", O_RDONLY) = 3");
        assertEquals(
                Map.of("/srv/d/l", "EXISTENCE", "/srv/real/f", "CONTENT", "/srv/real/sub", "EXISTENCE"),
                others(discovery));
    }

    @Test
    void aDirectoryThatTheRunMadeIsNotThereBefore() throws IOException {
        file("/srv/f", "");
        Files.createDirectories(root.resolve("srv/new"));
        Discovery discovery = after(
                "1 chdir(\"/srv\") = 0",
                "1 mkdir(\"new\", 0755) = 0",
                "1 chdir(\"new\") = 0",
                "1 open(\"../f\", O_RDONLY) = 3");
        assertEquals(Set.of("/srv", "/srv/f"), others(discovery).keySet());
    }

    @Test
    void whatIsAppendedToAndThenReadIsNeeded() throws IOException {
        file("/srv/log", "old");
        file("/srv/new", "");
        file("/srv/db", "");
        Discovery discovery = after(
                "1 open(\"/srv/log\", O_WRONLY|O_CREAT|O_APPEND, 0644) = 3",
                "1 open(\"/srv/log\", O_RDONLY) = 3",
                "1 open(\"/srv/new\", O_WRONLY|O_CREAT|O_TRUNC, 0644) = 3",
                "1 open(\"/srv/new\", O_RDONLY) = 3",
                "1 open(\"/srv/db\", O_RDWR|O_CREAT, 0644) = 3",
                "1 open(\"/srv/db\", O_WRONLY|O_DSYNC) = 4");
        assertEquals(Map.of("/srv", "EXISTENCE", "/srv/log", "CONTENT"), others(discovery));
        assertTrue(leftOut(discovery, "state", "/srv/new"));
        assertTrue(leftOut(discovery, "state", "/srv/db"));
    }

    @Test
    void whatIsReachedThroughAProcessIsAFileLikeAnyOther() throws IOException {
        file("/srv/in", "");
        Discovery discovery = after(
                "1 openat(AT_FDCWD, \"/proc/self/cwd/in\", O_RDONLY) = 3</srv/in>",
                "1 openat(AT_FDCWD, \"/proc/self/fd/0\", O_RDONLY) = 3</srv/stdin>");
        assertEquals(Map.of("/srv/in", "CONTENT"), others(discovery));
        assertEquals(List.of("opened by /bin/x (as /proc/self/cwd/in)"), why(discovery, "/srv/in"));
    }

    @Test
    void whatWasMadeSinceTheMachineStartedIsState() throws IOException {
        file("/run/x.pid", "1");
        file("/run/resolv.conf", "");
        file("/run/tool", "");
        link("/etc/resolv.conf", "../run/resolv.conf");
        Discovery discovery = after(
                "1 open(\"/run/x.pid\", O_RDONLY) = 3",
                "1 open(\"/etc/resolv.conf\", O_RDONLY) = 3",
                "1 execve(\"/run/tool\", [\"x\"], 0x7ffc /* 3 vars */) = 0");
        assertEquals(
                Set.of("/etc/resolv.conf", "/run/resolv.conf", "/run/tool"),
                others(discovery).keySet());
        assertTrue(leftOut(discovery, "state", "/run/x.pid"));
    }

    @Test
    void aFifoThatTheTargetWaitsAtIsNeeded() throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", root.resolve("p").toString())
                        .start()
                        .waitFor());
        file("/f", "");
        Discovery discovery =
                after("1 open(\"/p\", O_RDONLY <unfinished ...>", "2 open(\"/f\", O_RDONLY <unfinished ...>");
        assertEquals(Map.of("/p", "EXISTENCE"), others(discovery));
    }

    @Test
    void numbersOfProcessesAreNoReason() throws IOException {
        Discovery discovery = after(
                demand(Step.PROC),
                "1 open(\"/proc/4111/fd\", O_RDONLY) = 3",
                "1 open(\"/proc/self/task/4112/comm\", O_RDWR) = 3");
        assertEquals(
                "[/proc/PID/fd opened by /bin/x, /proc/self/task/TID/comm updated by /bin/x]",
                String.valueOf(discovery.mounts().get(JailPath.of("/proc"))));
    }

    @Test
    void aSocketThatTheRunBindsItselfIsNobodyElses() throws IOException {
        Discovery discovery = after(
                "1 bind(3, {sa_family=AF_UNIX, sun_path=\"/run/s\"}, 110) = 0",
                "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/s\"}, 110) = 0",
                "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/other\"}, 110) = 0");
        assertEquals(Set.of(JailPath.of("/run/other")), discovery.sockets().keySet());
    }

    @Test
    void everyLinkOfTheWayIsNeeded() throws IOException {
        file("/srv/real/f", "");
        link("/var/srv", "../srv");
        link("/srv/l", "real/f");
        Discovery discovery = after("1 open(\"/var/srv/l\", O_RDONLY) = 3");
        assertEquals(
                Map.of("/srv/l", "EXISTENCE", "/srv/real/f", "CONTENT", "/var/srv", "EXISTENCE"), others(discovery));
        assertEquals(List.of("path of /var/srv/l"), why(discovery, "/srv/l"));
    }

    @Test
    void aLinkThatIsReadIsNeededItself() throws IOException {
        file("/etc/zone", "");
        link("/etc/localtime", "zone");
        Discovery discovery = after("1 readlink(\"/etc/localtime\", \"zone\", 4095) = 4");
        assertEquals(Set.of("/etc/localtime"), others(discovery).keySet());
        discovery =
                after("1 readlink(\"/etc/localtime\", \"zone\", 4095) = 4", "1 open(\"/etc/localtime\", O_RDONLY) = 3");
        assertEquals(Set.of("/etc/localtime", "/etc/zone"), others(discovery).keySet());
    }

    @Test
    void whatIsOnlyLookedAtWaitsForItsStep() throws IOException {
        file("/etc/seen", "");
        String line = "1 stat(\"/etc/seen\", {st_mode=S_IFREG|0644, ...}) = 0";
        Discovery discovery = after(line);
        assertEquals(Map.of(), others(discovery));
        assertTrue(leftOut(discovery, "only-looked-at", "/etc/seen"));
        discovery = after(demand(Step.LOOKED_AT), line);
        assertEquals(Map.of("/etc/seen", "CONTENT"), others(discovery));
        assertEquals(
                List.of("looked at by /bin/x (looked at, and the run fails without it)"), why(discovery, "/etc/seen"));
    }

    @Test
    void whatTheTargetMakesNeedsOnlyItsDirectory() throws IOException {
        file("/var/lib/x/old", "");
        Discovery discovery = after("1 mkdir(\"/var/lib/x/new\", 0755) = 0");
        assertEquals(Map.of("/var/lib/x", "EXISTENCE"), others(discovery));
        assertEquals(List.of("written to by /bin/x"), why(discovery, "/var/lib/x"));
        assertTrue(leftOut(discovery, "state", "/var/lib/x/new"));
    }

    @Test
    void stateOfEarlierRunsWaitsForItsStep() throws IOException {
        file("/var/lib/x/db", "");
        String line = "1 open(\"/var/lib/x/db\", O_RDWR|O_CREAT, 0600) = 3";
        Discovery discovery = after(line);
        assertEquals(Map.of("/var/lib/x", "EXISTENCE"), others(discovery));
        assertTrue(leftOut(discovery, "state", "/var/lib/x/db"));
        assertEquals("CONTENT", others(after(demand(Step.STATE), line)).get("/var/lib/x/db"));
    }

    @Test
    void aSecondRunThatFindsADirectoryOfTheFirstNeedsTheSame() throws IOException {
        file("/var/lib/x/new/old", "");
        for (String second : List.of(
                "1 mkdir(\"/var/lib/x/new\", 0755) = -1 EEXIST (File exists)",
                "1 mkdir(\"/var/lib/x/new\", 0755) = -1 EEXIST (File exists)\n1 stat(\"/var/lib/x/new\", {}) = 0")) {
            Discovery discovery = after(second);
            assertEquals(Map.of("/var/lib/x", "EXISTENCE"), others(discovery));
            assertTrue(leftOut(discovery, "state", "/var/lib/x/new"));
        }
    }

    @Test
    void aDirectoryThatTheTargetMakesIsNotThereBeforeThoughFilesAreMadeInIt() throws IOException {
        file("/var/lib/x/new/old", "");
        for (String mkdir : List.of(" = 0", " = -1 EEXIST (File exists)")) {
            Discovery discovery = after(
                    "1 mkdir(\"/var/lib/x/new\", 0755)" + mkdir,
                    "1 open(\"/var/lib/x/new/file\", O_WRONLY|O_CREAT, 0644) = 3");
            assertEquals(Map.of("/var/lib/x", "EXISTENCE"), others(discovery));
            assertTrue(leftOut(discovery, "state", "/var/lib/x/new"));
        }
    }

    @Test
    void aDirectoryThatWasFoundAndEnteredIsNeeded() throws IOException {
        file("/var/lib/x/new/old", "");
        assertEquals(
                Map.of("/var/lib/x/new", "CONTENT"),
                others(
                        after(
                                "1 mkdir(\"/var/lib/x/new\", 0755) = -1 EEXIST (File exists)\n1 chdir(\"/var/lib/x/new\") = 0")));
    }

    @Test
    void aFileThatIsOnlyWrittenNeedsNoContent() throws IOException {
        file("/var/log/x", "long");
        assertEquals(
                "EXISTENCE",
                others(after("1 open(\"/var/log/x\", O_WRONLY|O_APPEND) = 3")).get("/var/log/x"));
    }

    @Test
    void whatFailsIsAbsent() throws IOException {
        Discovery discovery = after("1 open(\"/etc/none\", O_RDONLY) = -1 ENOENT (No such file or directory)");
        assertEquals(Map.of(), others(discovery));
        assertEquals(
                List.of("/etc/none"),
                discovery.absent().stream().map(use -> use.asked().toString()).toList());
    }

    @Test
    void aSocketThatAnsweredIsSomebodyElses() throws IOException {
        Discovery discovery = after(
                "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/dev/log\"}, 110) = 0",
                "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/nscd/socket\"}, 110) = -1 ENOENT (No such file or directory)");
        assertEquals(Set.of(JailPath.of("/dev/log")), discovery.sockets().keySet());
        assertTrue(leftOut(discovery, "optional-socket", "/run/nscd/socket"));
    }

    @Test
    void theKernelsFilesAreMountedOnlyWhenTheStepIsTaken() throws IOException {
        String line = "1 open(\"/proc/self/status\", O_RDONLY) = 3";
        String other = "1 open(\"/sys/class/net\", O_RDONLY) = 3";
        assertEquals(
                Set.of(JailPath.of("/sys")),
                after(demand(Step.MOUNTS), line, other).mounts().keySet());
        Discovery discovery = after(line);
        assertEquals(Map.of(), others(discovery));
        assertTrue(discovery.mounts().isEmpty());
        discovery = after(demand(Step.PROC), line);
        assertEquals(Set.of(JailPath.of("/proc")), discovery.mounts().keySet());
        assertEquals("proc", discovery.mountType(JailPath.of("/proc")));
    }

    @Test
    void whatLinksLeadToInTheProcFileSystemIsNeverAnEntryButTheLinksAre() throws IOException {
        file("/proc/77/fd/x", "");
        file("/dev/null", "");
        link("/proc/self", "77");
        link("/proc/77/fd/0", "/dev/null");
        link("/dev/fd", "/proc/self/fd");
        link("/dev/stderr", "/proc/self/fd/2");
        link("/dev/stdin", "/proc/self/fd/0");
        for (String line : List.of(
                "1 openat(AT_FDCWD, \"/dev/fd/63\", O_RDONLY) = 3",
                "1 openat(AT_FDCWD, \"/dev/stdin\", O_RDONLY) = 3",
                "1 openat(AT_FDCWD, \"/dev/stderr\", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3")) {
            String link = line.replaceAll("^[^\"]*\"(/dev/[a-z]+).*", "$1");
            assertEquals(Map.of(link, "EXISTENCE"), others(after(line)));
            Discovery discovery = after(demand(Step.PROC), line);
            assertEquals(Map.of(link, "EXISTENCE"), others(discovery));
            assertEquals(Set.of(JailPath.of("/proc")), discovery.mounts().keySet());
        }
    }

    @Test
    void aListedDirectoryIsNeededAndItsFilesOnlyByTheirStep() throws IOException {
        file("/etc/d/a", "");
        file("/etc/d/b", "");
        String line = "1 getdents64(3</etc/d>, 0x55 /* 4 entries */, 32768) = 96";
        assertEquals(Set.of("/etc/d"), others(after(line)).keySet());
        assertEquals(
                Set.of("/etc/d", "/etc/d/a", "/etc/d/b"),
                others(after(demand(Step.LISTED), line)).keySet());
    }

    @Test
    void aScriptThatAnArgumentNamesIsNeededThoughItsDirectoryIsTemporaryAndListed() throws IOException {
        file("/tmp/script", "");
        file("/tmp/others", "");
        Files.setPosixFilePermissions(root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Demand demand = new Demand(
                JailPath.of("/bin/x"),
                JailPath.ROOT,
                false,
                Set.of(),
                List.of(),
                List.of(),
                new NamedPaths(Set.of("/tmp/script")));
        Discovery discovery = after(
                demand,
                "1 open(\"/tmp\", O_RDONLY|O_DIRECTORY) = 3</tmp>",
                "1 getdents64(3</tmp>, 0x55d0 /* 4 entries */, 32768) = 112",
                "1 open(\"/tmp/script\", O_RDONLY) = 4",
                "1 open(\"/tmp/others\", O_RDONLY) = 5");
        assertEquals(Map.of("/tmp", "CONTENT", "/tmp/script", "CONTENT"), others(discovery));
        assertTrue(leftOut(discovery, Building.STATE, "/tmp/others"));
    }

    @Test
    void whatIsListedAndReadBelowATemporaryDirectoryIsNeededUnlessTheRunWorksThere() throws IOException {
        file("/tmp/project/conf/a", "");
        file("/tmp/hsperfdata_root/77", "");
        file("/tmp/hsperfdata_root/78", "");
        Files.setPosixFilePermissions(root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Discovery discovery = after(
                "1 getdents64(3</tmp/project/conf>, 0x55d0 /* 3 entries */, 32768) = 72",
                "1 open(\"/tmp/project/conf/a\", O_RDONLY) = 4",
                "1 getdents64(3</tmp/hsperfdata_root>, 0x55d0 /* 4 entries */, 32768) = 96",
                "1 open(\"/tmp/hsperfdata_root/77\", O_RDONLY) = 4",
                "1 open(\"/tmp/hsperfdata_root/78\", O_RDWR|O_CREAT, 0600) = 5");
        assertEquals(
                Map.of(
                        "/tmp/project/conf",
                        "CONTENT",
                        "/tmp/project/conf/a",
                        "CONTENT",
                        "/tmp/hsperfdata_root",
                        "CONTENT"),
                others(discovery));
        assertTrue(leftOut(discovery, Building.STATE, "/tmp/hsperfdata_root/77"));
    }

    @Test
    void pathsOfAChangedRootAreThose() throws IOException {
        file("/jail/etc/x", "");
        file("/etc/x", "");
        link("/jail/l", "../../etc/x");
        Discovery discovery = after("1 chroot(\"/jail\") = 0", "1 open(\"/l\", O_RDONLY) = 3");
        assertEquals(
                Set.of("/jail", "/jail/etc/x", "/jail/l"), others(discovery).keySet());
    }

    @Test
    void aScriptNeedsItsInterpreter() throws IOException {
        file("/usr/bin/env", "data");
        file("/usr/bin/x", "#! \t/usr/bin/env -S awk -f\nBEGIN {}\n");
        Discovery discovery = after();
        assertEquals(Map.of("/usr/bin/env", "CONTENT"), others(discovery));
        assertEquals(List.of("interpreter of /bin/x"), why(discovery, "/usr/bin/env"));
    }

    @Test
    void anInterpreterMayBeAScriptWithAnInterpreter() throws IOException {
        file("/usr/bin/real", "data");
        file("/usr/bin/between", "#!/bin/real\n");
        file("/usr/bin/x", "#!/bin/between");
        assertEquals(
                Set.of("/usr/bin/between", "/usr/bin/real"), others(after()).keySet());
    }

    @Test
    void aLoopOfInterpretersEnds() throws IOException {
        file("/usr/bin/y", "#!/bin/x\n");
        file("/usr/bin/x", "#!/bin/y\n");
        assertEquals(Set.of("/usr/bin/y"), others(after()).keySet());
    }

    @Test
    void oddInterpreterLinesAreNoError() throws IOException {
        for (String start :
                List.of("#!", "#!\n", "#! \n", "#!relative\n", "#!/nothing/here\n", "#!/a\0b\n", "#!/bin/../../x \n")) {
            file("/usr/bin/x", start);
            assertEquals(Map.of(), others(after()), start);
        }
    }

    @Test
    void aFileThatIsOnlyOpenedNeedsNoInterpreter() throws IOException {
        file("/usr/bin/env", "data");
        file("/srv/script", "#!/usr/bin/env\n");
        assertEquals(
                Set.of("/srv/script"),
                others(after("1 open(\"/srv/script\", O_RDONLY) = 3")).keySet());
    }

    @Test
    void theWorkingDirectoryIsNeededIfItMatters() throws IOException {
        file("/srv/a", "");
        Demand demand = new Demand(
                JailPath.of("/bin/x"),
                JailPath.of("/srv"),
                false,
                Set.of(),
                List.of(),
                List.of(new Demand.ExpectedDirectory(JailPath.of("/usr"), "p", "made by the manager")),
                new NamedPaths(Set.of()));
        Discovery discovery = after(demand);
        assertEquals(Map.of("/srv", "EXISTENCE", "/usr", "EXISTENCE"), others(discovery));
        assertEquals(List.of("the target's working directory"), why(discovery, "/srv"));
        assertEquals(List.of("made by the manager (profile p)"), why(discovery, "/usr"));
    }

    @Test
    void whoStartsTheTargetAsAUserLooksItUpInTheJail() throws IOException {
        file("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
        file("/etc/group", "root:x:0:\n");
        file("/etc/shadow", "root:*:1::::::\n");
        Demand demand = new Demand(
                JailPath.of("/bin/x"), JailPath.ROOT, true, Set.of(), List.of(), List.of(), new NamedPaths(Set.of()));
        Discovery discovery = after(demand);
        assertEquals(Map.of("/etc/passwd", "CONTENT", "/etc/group", "CONTENT"), others(discovery));
        assertEquals(List.of("names the target's user"), why(discovery, "/etc/passwd"));
        assertEquals(Map.of(), others(after(demand())));
    }

    @Test
    void whatTheJailMissedIsNeeded() throws IOException {
        file("/etc/missed", "");
        PathUse use = Traces.accesses(
                        START, "1 open(\"/etc/missed\", O_RDONLY) = -1 ENOENT (No such file or directory)")
                .uses()
                .stream()
                .filter(each -> each.asked().toString().equals("/etc/missed"))
                .findFirst()
                .orElseThrow();
        Discovery discovery =
                after(demand().withMissing(List.copyOf(use.failed().values())));
        assertEquals(Map.of("/etc/missed", "CONTENT"), others(discovery));
        assertEquals(List.of("opened by /bin/x"), why(discovery, "/etc/missed"));
    }

    @Test
    void theOrderOfTheInputMakesNoDifference() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            file("/etc/d" + i % 3 + "/f" + i, "");
            link("/etc/l" + i, "d" + i % 3 + "/f" + i);
            lines.add("1 open(\"/etc/l" + i + "\", O_RDONLY) = 3");
            lines.add("1 open(\"/etc/d" + i % 3 + "/f" + i + "\", O_RDWR|O_CREAT, 0600) = 3");
        }
        List<PathUse> uses =
                new ArrayList<>(Traces.accesses(lines.toArray(String[]::new)).uses());
        String first = text(build(demand(Step.STATE), uses));
        Random random = new Random(1);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(uses, random);
            assertEquals(first, text(build(demand(Step.STATE), uses)));
        }
    }

    private static String text(Discovery discovery) {
        StringBuilder text = new StringBuilder();
        discovery
                .graph()
                .needs()
                .forEach((path, need) -> text.append(path + " " + need + " "
                        + discovery.graph().why(path) + discovery.graph().origins(path) + "\n"));
        return text.append(discovery.leftOut()).append(discovery.mounts()).toString();
    }

    @Test
    void aRealProgramNeedsItsLoaderAndLibraries() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/lib64/ld-linux-x86-64.so.2")), "not a glibc system on x86-64");
        Sysroot host = new Sysroot(HostPath.ROOT);
        FileNeeds needs = new FileNeeds(host, new LibrarySearch(host, LoaderEnvironment.CLEAN));
        Demand ls = new Demand(
                JailPath.of("/bin/ls"), JailPath.ROOT, false, Set.of(), List.of(), List.of(), new NamedPaths(Set.of()));
        Discovery discovery = new GraphBuilder(host, MountTable.usual(), needs).build(List.of(), ls);
        List<String> reasons = discovery.graph().needs().keySet().stream()
                .flatMap(path -> discovery.graph().why(path).stream())
                .toList();
        assertTrue(reasons.contains("interpreter of /bin/ls"), reasons.toString());
        assertTrue(reasons.contains("needed by /bin/ls"), reasons.toString());
        assertTrue(discovery.graph().needs().keySet().stream()
                .anyMatch(path -> path.name().startsWith("libc.so")));
        assertFalse(discovery.loaderCacheNeeded());
    }

    @Test
    void aLibraryThatDefinesAMissedSymbolIsNeededWithItsLinks() throws IOException {
        file("/opt/libcore.so.1", "data");
        link("/opt/libcore.so", "libcore.so.1");
        Demand lacks = demand().withDefiners(List.of(
                new Demand.Definer(
                        JailPath.of("/opt/libcore.so"), "render", Optional.of(JailPath.of("/opt/plugin.so"))),
                new Demand.Definer(JailPath.of("/opt/libcore.so"), "paint", Optional.empty()),
                new Demand.Definer(JailPath.of("/opt/gone.so"), "shade", Optional.empty())));
        Discovery discovery = after(lacks);
        assertEquals(
                List.of(
                        "defines paint, which the jailed run lacked",
                        "defines render for /opt/plugin.so (which lacks it in the jail)"),
                discovery.graph().why(JailPath.of("/opt/libcore.so.1")));
        assertTrue(discovery.graph().needs(JailPath.of("/opt/libcore.so")));
        assertFalse(discovery.graph().needs(JailPath.of("/opt/gone.so")));
    }
}

package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs made by gcc, once searched for by this machine's own loader and once by ours. */
class LibrarySearchTest {
    private static final List<String> NONE = List.of();

    @TempDir
    Path given;

    private Path dir;
    private Compiler gcc;

    @BeforeEach
    void thisMachineCanMakeAndLoadPrograms() throws IOException {
        assumeTrue(SystemLoader.isThere() && Compiler.isThere(), "needs gcc and a glibc loader for x86-64");
        dir = given.toRealPath();
        gcc = new Compiler(dir);
    }

    private static LoaderEnvironment environment() {
        return LoaderEnvironment.CLEAN.withHwcaps(Hwcaps.ofThisMachine());
    }

    /** What both loaders say, as they say the same. */
    private Map<String, String> listing(Path program) throws Exception {
        Closure closure = closure(program, environment());
        Map<String, String> ours = SystemLoader.listing(closure);
        assertEquals(SystemLoader.executed(program).libraries(), ours);
        return ours;
    }

    private String path(Path program, String soname) throws Exception {
        return listing(program).getOrDefault(soname, "");
    }

    private static Closure closure(Path program, LoaderEnvironment environment) throws IOException {
        LibrarySearch search = new LibrarySearch(new Sysroot(HostPath.ROOT), environment);
        return assertInstanceOf(Closure.class, search.closure(JailPath.of(program.toString())));
    }

    private FoundBy howFound(Path program, String soname) throws IOException {
        return closure(program, environment()).libraries().stream()
                .filter(library -> library.name().bytes().equals(soname))
                .findFirst()
                .orElseThrow()
                .foundBy();
    }

    private static String rpath(Object path) {
        return "-Wl,--disable-new-dtags,-rpath," + path;
    }

    private static String runpath(Object path) {
        return "-Wl,--enable-new-dtags,-rpath," + path;
    }

    private JailPath jail(String path) {
        return JailPath.of(dir.resolve(path).toString());
    }

    @Test
    void rpathIsInherited() throws Exception {
        gcc.library("lib/liba.so", "liba.so", List.of("libb.so"));
        gcc.library("lib/libb.so", "libb.so", NONE);
        Path program = gcc.program("bin/p", List.of("liba.so"), rpath(dir.resolve("lib")));
        assertEquals(dir.resolve("lib/libb.so").toString(), path(program, "libb.so"));
        assertEquals(new FoundBy.Rpath(jail("bin/p"), dir.resolve("lib").toString()), howFound(program, "libb.so"));
    }

    @Test
    void runpathIsNotInherited() throws Exception {
        gcc.library("lib/liba.so", "liba.so", List.of("libb.so"));
        gcc.library("lib/libb.so", "libb.so", NONE);
        Path program = gcc.program("bin/p", List.of("liba.so"), runpath(dir.resolve("lib")));
        assertEquals("not found", path(program, "libb.so"));
        assertEquals(new FoundBy.Runpath(jail("bin/p"), dir.resolve("lib").toString()), howFound(program, "liba.so"));
    }

    @Test
    void aRunpathOfTheLibraryHidesTheRpathOfTheProgram() throws Exception {
        gcc.library("lib/liba.so", "liba.so", List.of("libb.so"), runpath("/nowhere"));
        gcc.library("lib/libb.so", "libb.so", NONE);
        Path program = gcc.program("bin/p", List.of("liba.so"), rpath(dir.resolve("lib")));
        assertEquals("not found", path(program, "libb.so"));
    }

    @Test
    void theRpathOfWhoLoadedALibraryFirstCounts() throws Exception {
        gcc.library("lib/liba.so", "liba.so", List.of("libc1.so"), rpath(dir.resolve("one")));
        gcc.library("lib/libb.so", "libb.so", List.of("libc1.so"), rpath(dir.resolve("two")));
        gcc.library("one/libc1.so", "libc1.so", List.of("libd.so"));
        gcc.library("two/libc1.so", "libc1.so", List.of("libd.so"));
        gcc.library("one/libd.so", "libd.so", NONE);
        gcc.library("two/libd.so", "libd.so", NONE);
        Path program = gcc.program("bin/p", List.of("libb.so", "liba.so"), rpath(dir.resolve("lib")));
        assertEquals(dir.resolve("two/libd.so").toString(), path(program, "libd.so"));
        assertEquals(jail("lib/libb.so"), ((FoundBy.Rpath) howFound(program, "libd.so")).of());
    }

    @Test
    void libraryPathComesAfterRpathAndBeforeRunpath() throws Exception {
        gcc.library("env/liba.so", "liba.so", NONE);
        gcc.library("lib/liba.so", "liba.so", NONE);
        String env = dir.resolve("env").toString();
        Path old = gcc.program("bin/old", List.of("liba.so"), rpath(dir.resolve("lib")));
        Path recent = gcc.program("bin/new", List.of("liba.so"), runpath(dir.resolve("lib")));
        for (Path program : List.of(old, recent)) {
            Map<String, String> theirs =
                    SystemLoader.executed(program, "LD_LIBRARY_PATH", env).libraries();
            assertEquals(
                    theirs, SystemLoader.listing(closure(program, environment().withLibraryPath(env))));
            assertEquals(
                    dir.resolve(program == old ? "lib/liba.so" : "env/liba.so").toString(), theirs.get("liba.so"));
        }
        assertEquals(
                dir.resolve("lib/liba.so").toString(),
                SystemLoader.listing(closure(
                                recent, environment().withLibraryPath(env).withSecure(true)))
                        .get("liba.so"));
    }

    @Test
    void originOfAProgramIsThatOfItsRealPath() throws Exception {
        gcc.library("real/liba.so", "liba.so", NONE);
        gcc.program("real/p", List.of("liba.so"), runpath("$ORIGIN"));
        Path link = Files.createSymbolicLink(
                Files.createDirectories(dir.resolve("link")).resolve("p"), dir.resolve("real/p"));
        assertEquals(dir.resolve("real/liba.so").toString(), path(link, "liba.so"));
        assertEquals(
                List.of(jail("link/p")), closure(link, environment()).program().links());
    }

    @Test
    void originOfALibraryIsWhereItsLinkStands() throws Exception {
        gcc.library("real/liba.so", "liba.so", List.of("libb.so"), runpath("${ORIGIN}"));
        gcc.library("real/libb.so", "libb.so", NONE);
        Files.createDirectories(dir.resolve("link"));
        Files.createSymbolicLink(dir.resolve("link/liba.so"), Path.of("../real/liba.so"));
        Path program = gcc.program("bin/p", List.of("liba.so"), runpath(dir.resolve("link")));
        assertEquals("not found", path(program, "libb.so"));
        Files.createSymbolicLink(dir.resolve("link/libb.so"), Path.of("../real/libb.so"));
        assertEquals(dir.resolve("link/libb.so").toString(), path(program, "libb.so"));
        Library found =
                closure(program, environment()).library(jail("link/libb.so")).orElseThrow();
        assertEquals(jail("real/libb.so"), found.realPath());
        assertEquals(List.of(jail("link/libb.so")), found.links());
    }

    @Test
    void aDotDotBehindALinkIsNotResolvedInTheText() throws Exception {
        gcc.library("far/away/lib/liba.so", "liba.so", NONE);
        Files.createDirectories(dir.resolve("far/away/bin"));
        Files.createSymbolicLink(dir.resolve("near"), dir.resolve("far/away/bin"));
        Path program = gcc.program("bin/p", List.of("liba.so"), runpath(dir.resolve("near/../lib")));
        assertEquals(dir.resolve("near/../lib/liba.so").toString(), path(program, "liba.so"));
        Library found = closure(program, environment()).libraries().get(0);
        assertEquals(jail("far/away/lib/liba.so"), found.path());
        assertEquals(List.of(jail("near")), found.links());
    }

    @Test
    void libAndPlatformAreThoseOfTheLoader() throws Exception {
        gcc.library("lib/x86_64-linux-gnu/liba.so", "liba.so", NONE);
        gcc.library("lib64/liba.so", "liba.so", NONE);
        gcc.library("x86_64/libb.so", "libb.so", NONE);
        Path program = gcc.program(
                "bin/p", List.of("liba.so", "libb.so"), runpath("$ORIGIN/../$LIB:$ORIGIN/../${PLATFORM}:/$LIBS"));
        assertTrue(path(program, "liba.so").startsWith(dir.resolve("bin/../lib").toString()));
    }

    @Test
    void aLibraryOfAnotherClassOrMachineIsSkipped() throws Exception {
        Path narrow = gcc.library("narrow/liba.so", "liba.so", NONE);
        Path other = gcc.library("other/liba.so", "liba.so", NONE);
        gcc.library("lib/liba.so", "liba.so", NONE);
        change(narrow, 4, 1);
        change(other, 18, Abi.EM_AARCH64);
        Path program = gcc.program(
                "bin/p",
                List.of("liba.so"),
                runpath(dir.resolve("narrow") + ":" + dir.resolve("other") + ":" + dir.resolve("lib")));
        assertEquals(dir.resolve("lib/liba.so").toString(), path(program, "liba.so"));
    }

    private static void change(Path file, int offset, int value) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] = (byte) value;
        Files.write(file, bytes);
    }

    @Test
    void aFileThatIsNoLibraryEndsTheSearch() throws Exception {
        Files.createDirectories(dir.resolve("bad"));
        Files.writeString(dir.resolve("bad/liba.so"), "GROUP ( /lib/liba.so.1 )".repeat(10));
        gcc.library("lib/liba.so", "liba.so", NONE);
        Path program = gcc.program("bin/p", List.of("liba.so"), runpath(dir.resolve("bad") + ":" + dir.resolve("lib")));
        SystemLoader.Listing theirs = SystemLoader.executed(program);
        assertTrue(theirs.status() != 0 && theirs.error().contains("invalid ELF header"), theirs.toString());
        Need need = closure(program, environment()).missing().get(0);
        Resolution.NotFound missing = assertInstanceOf(Resolution.NotFound.class, need.resolution());
        assertEquals(dir.resolve("bad/liba.so") + ": no ELF magic", missing.stoppedBy());
    }

    @Test
    void theWrongByteOrderAndADirectoryEndTheSearchToo() throws Exception {
        gcc.library("lib/liba.so", "liba.so", NONE);
        change(gcc.library("big/liba.so", "liba.so", NONE), 5, 2);
        Files.createDirectories(dir.resolve("directory/liba.so"));
        for (String bad : List.of("big", "directory")) {
            Path program =
                    gcc.program("bin/" + bad, List.of("liba.so"), runpath(dir.resolve(bad) + ":" + dir.resolve("lib")));
            assertTrue(SystemLoader.executed(program).status() != 0, bad);
            assertEquals(1, closure(program, environment()).missing().size(), bad);
        }
    }

    @Test
    void aProgramIsNoLibrary() throws Exception {
        gcc.program("lib/liba.so", NONE);
        Path program = gcc.program("bin/p", List.of("liba.so"), runpath(dir.resolve("lib")));
        assertTrue(SystemLoader.executed(program).status() != 0);
        assertEquals(1, closure(program, environment()).missing().size());
    }

    @Test
    void aNameWithASlashIsOpenedAsItIs() throws Exception {
        String direct = dir.resolve("odd/libx.so").toString();
        gcc.library("odd/libx.so", "", NONE);
        Path program = gcc.program("bin/p", List.of(direct, "/not/there.so"));
        Map<String, String> found = listing(program);
        assertEquals(direct, found.get(direct));
        assertEquals("not found", found.get("/not/there.so"));
        assertEquals(new FoundBy.Direct(), howFound(program, direct));
    }

    @Test
    void originInANeededNameIsThatOfWhoNeedsIt() throws Exception {
        gcc.library("one/liba.so", "liba.so", List.of("$ORIGIN/sub/libx.so"));
        gcc.library("two/libb.so", "libb.so", List.of("$ORIGIN/sub/libx.so"));
        gcc.library("one/sub/libx.so", "", NONE);
        gcc.library("two/sub/libx.so", "", NONE);
        Path program = gcc.program(
                "bin/p", List.of("liba.so", "libb.so"), runpath(dir.resolve("one") + ":" + dir.resolve("two")));
        assertEquals(4, listing(program).size());
        assertTrue(listing(program).containsKey(dir.resolve("two/sub/libx.so").toString()));
        assertEquals(
                2, closure(program, environment().withSecure(true)).missing().size());
    }

    @Test
    void aNodeflibProgramGetsNothingFromTheSystem() throws Exception {
        Path program = gcc.program("bin/p", List.of("libc.so.6"), "-Wl,-z,nodefaultlib");
        assertEquals("not found", path(program, "libc.so.6"));
        Path usual = gcc.program("bin/q", List.of("libc.so.6"));
        assertTrue(path(usual, "libc.so.6").startsWith("/lib/"));
        assertEquals(new FoundBy.Cache(JailPath.of("/etc/ld.so.cache")), howFound(usual, "libc.so.6"));
    }

    @Test
    void aLoadedSonameAnswersToItsName() throws Exception {
        gcc.library("lib/first.so", "second.so", NONE);
        gcc.library("lib/second.so", "second.so", NONE);
        Path program = gcc.program("bin/p", List.of("first.so", "second.so"), runpath(dir.resolve("lib")));
        assertEquals(List.of("first.so"), List.copyOf(listing(program).keySet()).subList(0, 1));
        assertEquals(1, closure(program, environment()).libraries().size());
        Need second = closure(program, environment()).needs().get(2);
        assertEquals(new Resolution.Found(jail("lib/first.so"), new FoundBy.AlreadyLoaded()), second.resolution());
    }

    @Test
    void oneFileWithTwoNamesIsLoadedOnce() throws Exception {
        gcc.library("lib/first.so", "", NONE);
        Files.createLink(dir.resolve("lib/second.so"), dir.resolve("lib/first.so"));
        Path program = gcc.program("bin/p", List.of("first.so", "second.so"), runpath(dir.resolve("lib")));
        assertEquals(1, closure(program, environment()).libraries().size());
        listing(program);
    }

    @Test
    void anEmptyEntryIsTheWorkingDirectory() throws Exception {
        gcc.library("lib/liba.so", "liba.so", NONE);
        Path program =
                gcc.program("bin/p", List.of("liba.so"), runpath(dir.toString().substring(1) + "/lib"));
        assertEquals(dir.toString().substring(1) + "/lib/liba.so", path(program, "liba.so"));
        Closure elsewhere = closure(
                gcc.program("bin/q", List.of("liba.so"), runpath("/x::/y")),
                environment().withWorkingDirectory(jail("lib")));
        assertEquals("./liba.so", elsewhere.libraries().get(0).loaderName());
        assertEquals(jail("lib/liba.so"), elsewhere.libraries().get(0).path());
    }

    @Test
    void aSubdirectoryForTheCpuIsPreferred() throws Exception {
        assumeTrue(Hwcaps.ofThisMachine().supported().contains("x86-64-v3"), "needs a CPU of level 3");
        gcc.library("lib/liba.so", "liba.so", NONE);
        gcc.library("lib/glibc-hwcaps/x86-64-v2/liba.so", "liba.so", NONE);
        gcc.library("lib/glibc-hwcaps/x86-64-v3/liba.so", "liba.so", NONE);
        Path program = gcc.program("bin/p", List.of("liba.so"), runpath(dir.resolve("lib")));
        assertTrue(path(program, "liba.so").contains("x86-64-v3"));
        Closure plain = closure(program, LoaderEnvironment.CLEAN);
        assertEquals(jail("lib/liba.so"), plain.libraries().get(0).path());
    }

    @Test
    void aLoopOfLinksEndsOneListOnly() throws Exception {
        Files.createDirectories(dir.resolve("loop"));
        Files.createSymbolicLink(dir.resolve("loop/liba.so"), Path.of("liba.so"));
        gcc.library("lib/liba.so", "liba.so", NONE);
        Path program =
                gcc.program("bin/p", List.of("liba.so"), runpath(dir.resolve("loop") + ":" + dir.resolve("lib")));
        assertEquals("not found", path(program, "liba.so"));
    }

    @Test
    void preloadedLibrariesComeFirst() throws Exception {
        Path preload = gcc.library("lib/libp.so", "libp.so", List.of("liba.so"), runpath(dir.resolve("lib")));
        gcc.library("lib/liba.so", "liba.so", NONE);
        gcc.library("lib/libb.so", "libb.so", NONE);
        Path program = gcc.program("bin/p", List.of("libb.so"), runpath(dir.resolve("lib")));
        Closure closure = closure(program, environment().withPreload(preload.toString()));
        assertEquals(
                SystemLoader.executed(program, "LD_PRELOAD", preload.toString()).libraries(),
                SystemLoader.listing(closure));
        assertEquals(jail("lib/libp.so"), closure.libraries().get(0).path());
    }

    @Test
    void filteredLibrariesAreLoadedToo() throws Exception {
        gcc.library("lib/libf.so", "libf.so", NONE);
        gcc.library("lib/libg.so", "libg.so", NONE);
        gcc.library("lib/liba.so", "liba.so", NONE, "-Wl,-F,libf.so", runpath("$ORIGIN"));
        gcc.library("lib/libb.so", "libb.so", NONE, "-Wl,-f,libg.so", runpath("$ORIGIN"));
        Path program = gcc.program("bin/p", List.of("liba.so", "libb.so"), runpath(dir.resolve("lib")));
        assertEquals(dir.resolve("lib/libf.so").toString(), path(program, "libf.so"));
    }

    @Test
    void breadthComesBeforeDepth() throws Exception {
        gcc.library("one/liba.so", "liba.so", List.of("libx.so"), runpath("$ORIGIN"));
        gcc.library("one/libx.so", "libx.so", NONE);
        gcc.library("two/libx.so", "libx.so", NONE);
        Path program = gcc.program(
                "bin/p", List.of("liba.so", "libx.so"), runpath(dir.resolve("two") + ":" + dir.resolve("one")));
        assertEquals(dir.resolve("two/libx.so").toString(), path(program, "libx.so"));
    }

    @Test
    void whatIsMissingSaysWhereItWasLookedFor() throws Exception {
        Path program = gcc.program("bin/p", List.of("libnone.so"), runpath("/opt/none"));
        assertEquals("not found", path(program, "libnone.so"));
        Need need = closure(program, LoaderEnvironment.CLEAN).missing().get(0);
        List<String> tried = ((Resolution.NotFound) need.resolution()).tried();
        assertEquals("/opt/none/libnone.so", tried.get(0));
        assertTrue(tried.contains("/usr/lib/libnone.so"), tried.toString());
    }

    @Test
    void staticProgramsNeedNothing() throws Exception {
        for (String kind : List.of("-static", "-static-pie")) {
            Path program = gcc.program("bin/p" + kind, NONE, kind);
            Closure closure = closure(program, environment());
            assertTrue(closure.program().elf().isStatic(), kind);
            assertEquals(NONE, List.copyOf(closure.needs()));
        }
    }

    @Test
    void dlopenSearchesAsItsCallerWould() throws Exception {
        gcc.library("lib/liba.so", "liba.so", NONE, runpath("$ORIGIN/plugins"));
        gcc.library("lib/plugins/plug.so", "", List.of("libdeep.so", "liba.so"), runpath("$ORIGIN/deep"));
        gcc.library("lib/plugins/deep/libdeep.so", "libdeep.so", NONE);
        gcc.program("bin/p", List.of("liba.so"), runpath(dir.resolve("lib")));
        LibrarySearch search = new LibrarySearch(new Sysroot(HostPath.ROOT), environment());
        Closure started = (Closure) search.closure(jail("bin/p"));
        Soname plug = new Soname("plug.so");
        assertInstanceOf(Resolution.NotFound.class, search.find(started, jail("bin/p"), plug));
        assertEquals(
                new Resolution.Found(
                        jail("lib/plugins/plug.so"), new FoundBy.Runpath(jail("lib/liba.so"), "$ORIGIN/plugins")),
                search.find(started, jail("lib/liba.so"), plug));
        Closure after = search.dlopen(started, jail("lib/liba.so"), plug);
        assertEquals(
                List.of(jail("lib/liba.so"), jail("lib/plugins/plug.so"), jail("lib/plugins/deep/libdeep.so")),
                after.libraries().stream().map(Library::path).toList());
        assertEquals(List.of(), after.missing());
    }

    @Test
    void aScriptIsNotLoadable() throws Exception {
        Path script = Files.writeString(dir.resolve("script"), "#!/bin/sh\n");
        LibrarySearch search = new LibrarySearch(new Sysroot(HostPath.ROOT), environment());
        LoadResult result = search.closure(JailPath.of(script.toString()));
        assertEquals("cannot load " + script + ": no ELF magic", result.toString());
        assertInstanceOf(LoadResult.Absent.class, search.closure(jail("absent")));
    }
}

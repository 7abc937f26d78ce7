package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches below roots of other systems, made of files that can not be run here. */
class SysrootSearchTest {
    private static final String MUSL = "/lib/ld-musl-x86_64.so.1";
    private static final String GLIBC = "/lib64/ld-linux-x86-64.so.2";

    @TempDir
    Path root;

    private void put(String path, ElfImage image) {
        image.at(root.resolve(path.substring(1)));
    }

    private void link(String path, String target) throws IOException {
        Path link = root.resolve(path.substring(1));
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private Closure closure(String program, LoaderEnvironment environment) throws IOException {
        return assertInstanceOf(
                Closure.class,
                new LibrarySearch(new Sysroot(HostPath.of(root)), environment).closure(JailPath.of(program)));
    }

    private Map<String, String> listing(String program, LoaderEnvironment environment) throws IOException {
        return SystemLoader.listing(closure(program, environment));
    }

    private static ElfImage library(String soname) {
        return ElfImage.x86().soname(soname);
    }

    private static ElfImage program(String interpreter) {
        return ElfImage.x86().interpreter(interpreter);
    }

    /** The layout, and what musl 1.2.3 said to it. */
    private void muslSystem() {
        put(MUSL, library("libc.so"));
        put("/opt/lib/liba.so", library("liba.so").needed("libb.so").needed("libc.so"));
        put("/opt/lib/libb.so", library("libb.so"));
        put("/env/libb.so", library("libb.so"));
        put("/opt/lib/first.so", library("second.so"));
        put("/opt/lib/second.so", library("second.so"));
        put(
                "/a/p",
                program(MUSL)
                        .runpath("$ORIGIN/../opt/lib")
                        .needed("liba.so")
                        .needed("first.so")
                        .needed("second.so"));
    }

    @Test
    void muslInheritsRunpathAndMatchesNoSonames() throws IOException {
        muslSystem();
        assertEquals(
                Map.of(
                        "liba.so",
                        "/a/../opt/lib/liba.so",
                        "first.so",
                        "/a/../opt/lib/first.so",
                        "second.so",
                        "/a/../opt/lib/second.so",
                        "libb.so",
                        "/a/../opt/lib/libb.so",
                        MUSL,
                        MUSL),
                listing("/a/p", LoaderEnvironment.CLEAN));
    }

    @Test
    void muslLooksIntoLibraryPathFirst() throws IOException {
        muslSystem();
        assertEquals(
                "/env/libb.so",
                listing("/a/p", LoaderEnvironment.CLEAN.withLibraryPath("/env")).get("libb.so"));
    }

    @Test
    void muslsPathFileReplacesItsDirectories() throws IOException {
        muslSystem();
        put("/lib/libb.so", library("libb.so"));
        put("/a/q", program(MUSL).needed("libb.so").needed("libx.so"));
        assertEquals("/lib/libb.so", listing("/a/q", LoaderEnvironment.CLEAN).get("libb.so"));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/ld-musl-x86_64.path"), "/none\n/env:/lib\n");
        Map<String, String> found = listing("/a/q", LoaderEnvironment.CLEAN);
        assertEquals("/env/libb.so", found.get("libb.so"));
        assertEquals("not found", found.get("libx.so"));
    }

    @Test
    void absoluteLinksOfAnotherRootStayInIt() throws IOException {
        put("/merged/lib/x86_64-linux-gnu/libx.so.1.2", library("libx.so.1"));
        put(
                "/merged/lib/x86_64-linux-gnu/ld.so",
                library("ld-linux-x86-64.so.2").data("\0/lib/x86_64-linux-gnu/\0/lib/"));
        link("/lib", "/merged/lib");
        link("/merged/lib/x86_64-linux-gnu/libx.so.1", "/lib/x86_64-linux-gnu/libx.so.1.2");
        link(GLIBC, "/lib/x86_64-linux-gnu/ld.so");
        put("/bin/p", program(GLIBC).needed("libx.so.1").needed("ld-linux-x86-64.so.2"));
        Closure closure = closure("/bin/p", LoaderEnvironment.CLEAN);
        Library library = closure.libraries().get(0);
        assertEquals(JailPath.of("/lib/x86_64-linux-gnu/libx.so.1"), library.path());
        assertEquals(JailPath.of("/merged/lib/x86_64-linux-gnu/libx.so.1.2"), library.realPath());
        assertEquals(
                List.of(
                        JailPath.of("/lib"),
                        JailPath.of("/merged/lib/x86_64-linux-gnu/libx.so.1"),
                        JailPath.of("/lib")),
                library.links());
        assertEquals(new FoundBy.DefaultDirectory("/lib/x86_64-linux-gnu/"), library.foundBy());
        assertEquals(
                List.of(JailPath.of(GLIBC), JailPath.of("/lib")),
                closure.interpreter().orElseThrow().links());
        assertEquals(
                new Resolution.Found(JailPath.of(GLIBC), new FoundBy.Interpreter()),
                closure.needs().get(2).resolution());
    }

    @Test
    void theDirectoriesAreThoseOfTheRootsOwnLoader() throws IOException {
        put("/nix/ld.so", ElfImage.x86().data("\0/nix/lib/\0/nix/lib64/\0x\0/nix/etc/ld.so.cache\0"));
        put("/nix/lib64/liba.so", library("liba.so"));
        put("/nix/cached/libb.so", library("libb.so"));
        Files.createDirectories(root.resolve("nix/etc"));
        Files.write(
                root.resolve("nix/etc/ld.so.cache"),
                LoaderCache.bytes(List.of(new CacheEntry(new Soname("libb.so"), "/nix/cached/libb.so", 0x303)), false));
        put("/bin/p", program("/nix/ld.so").needed("liba.so").needed("libb.so"));
        Map<String, String> found = listing("/bin/p", LoaderEnvironment.CLEAN);
        assertEquals("/nix/lib64/liba.so", found.get("liba.so"));
        assertEquals("/nix/cached/libb.so", found.get("libb.so"));
    }

    @Test
    void everyAbiHasItsDirectories() throws IOException {
        record Case(ElfImage program, String directory) {}
        for (Case abi : List.of(
                new Case(ElfImage.of(false, false, Abi.EM_386), "/usr/lib"),
                new Case(ElfImage.of(true, false, Abi.EM_AARCH64), "/usr/lib64"),
                new Case(ElfImage.of(false, false, Abi.EM_ARM), "/usr/lib"),
                new Case(ElfImage.of(true, true, Abi.EM_S390), "/lib64"))) {
            put("/bin/p", abi.program().needed("liba.so"));
            Need missing = closure("/bin/p", LoaderEnvironment.CLEAN).missing().get(0);
            List<String> tried = ((Resolution.NotFound) missing.resolution()).tried();
            assertEquals(true, tried.contains(abi.directory() + "/liba.so"), tried.toString());
        }
    }

    @Test
    void aMissingInterpreterIsAMissingNeed() throws IOException {
        put("/bin/p", program(GLIBC));
        Closure closure = closure("/bin/p", LoaderEnvironment.CLEAN);
        assertEquals(Optional.empty(), closure.interpreter());
        assertEquals(
                List.of(new Need(
                        JailPath.of("/bin/p"), new Soname(GLIBC), new Resolution.NotFound(List.of(GLIBC), ""))),
                closure.missing());
    }

    @Test
    void librariesThatNeedEachOtherEnd() throws IOException {
        put("/lib64/liba.so", library("liba.so").needed("libb.so"));
        put("/lib64/libb.so", library("libb.so").needed("liba.so").needed("libb.so"));
        put("/bin/p", program(GLIBC).needed("liba.so"));
        assertEquals(2, closure("/bin/p", LoaderEnvironment.CLEAN).libraries().size());
    }

    @Test
    void aProgramThatWouldTakeForEverIsRefused() throws IOException {
        ElfImage hostile = program(GLIBC).runpath(directories());
        for (int i = 0; i < 2000; i++) {
            hostile.needed("lib" + i);
        }
        put("/bin/p", hostile);
        LibrarySearch search = new LibrarySearch(new Sysroot(HostPath.of(root)), LoaderEnvironment.CLEAN);
        LoadResult result =
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> search.closure(JailPath.of("/bin/p")));
        assertInstanceOf(LoadResult.NotLoadable.class, result);
    }

    private static String directories() {
        return IntStream.range(0, 5000).mapToObj(i -> "/d" + i).collect(Collectors.joining(":"));
    }

    @Test
    void aTreeShowsEachSubtreeOnce() throws IOException {
        put(GLIBC, library("ld-linux-x86-64.so.2"));
        put("/lib64/liba.so", library("liba.so").needed("libc1.so").needed("libnone.so"));
        put("/opt/b/libb.so", library("libb.so").needed("liba.so"));
        put("/lib64/libc1.so", library("libc1.so").needed("ld-linux-x86-64.so.2"));
        put("/bin/p", program(GLIBC).runpath("/opt/b").needed("libb.so").needed("liba.so"));
        StringBuilder tree = new StringBuilder();
        LddTree.print(closure("/bin/p", LoaderEnvironment.CLEAN), tree);
        assertEquals("""
                /bin/p
                ├── /lib64/ld-linux-x86-64.so.2 [interpreter]
                ├── libb.so => /opt/b/libb.so [runpath /opt/b of /bin/p]
                │   └── liba.so => /lib64/liba.so [default path]
                │       ├── libc1.so => /lib64/libc1.so [default path]
                │       │   └── ld-linux-x86-64.so.2 => /lib64/ld-linux-x86-64.so.2 [interpreter]
                │       └── libnone.so => not found
                └── liba.so => /lib64/liba.so [default path] …
                """, tree.toString());
        StringBuilder flat = new StringBuilder();
        LddTree.printFlat(closure("/bin/p", LoaderEnvironment.CLEAN), flat);
        assertEquals("""
                /lib64/ld-linux-x86-64.so.2 [interpreter]
                libb.so => /opt/b/libb.so [runpath /opt/b of /bin/p]
                liba.so => /lib64/liba.so [default path]
                libc1.so => /lib64/libc1.so [default path]
                libnone.so => not found (needed by /lib64/liba.so)
                """, flat.toString());
    }
}

package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolSearchTest {
    private static final SymbolName RENDER = new SymbolName("render", Optional.empty());

    @TempDir
    Path root;

    @BeforeEach
    void program() {
        ElfImage.x86().interpreter("/lib64/ld-linux-x86-64.so.2").at(root.resolve("app"));
    }

    private void library(String path, String... symbols) {
        SymbolImage image = new SymbolImage();
        Arrays.asList(symbols).forEach(name -> image.function(name, 1));
        image.in(ElfImage.x86(), true).at(root.resolve(path));
    }

    private List<String> definers(SymbolName symbol, String... directories) throws IOException {
        Map<SymbolName, List<JailPath>> found = new SymbolSearch(new Sysroot(HostPath.of(root)))
                .definers(
                        Set.of(symbol),
                        List.of(JailPath.of("/script"), JailPath.of("/app")),
                        Arrays.stream(directories).map(JailPath::of).toList());
        assertEquals(Set.of(symbol), found.keySet());
        return found.getOrDefault(symbol, List.of()).stream()
                .map(JailPath::bytes)
                .toList();
    }

    @Test
    void theFirstDirectoryComesFirstAndTheLoadersLast() throws IOException {
        library("opt/b/libz.so", "render");
        library("opt/a/liba.so", "render");
        library("opt/a/libb.so", "other");
        library("lib64/libq.so.6", "render");
        assertEquals(
                List.of("/opt/b/libz.so", "/opt/a/liba.so", "/lib64/libq.so.6"), definers(RENDER, "/opt/b", "/opt/a"));
    }

    @Test
    void aFileOfSeveralNamesIsNamedOnceByItsSoname() throws IOException {
        SymbolImage symbols = new SymbolImage().soname("libx.so.1").function("render", 1);
        symbols.in(ElfImage.x86(), false).at(root.resolve("opt/libx.so.1.2.3"));
        Files.createSymbolicLink(root.resolve("opt/libx.so"), Path.of("libx.so.1"));
        Files.createSymbolicLink(root.resolve("opt/libx.so.1"), Path.of("libx.so.1.2.3"));
        assertEquals(List.of("/opt/libx.so.1"), definers(RENDER, "/opt", "/opt"));
    }

    @Test
    void whatIsNoLibraryIsPassedOver() throws IOException {
        library("opt/plugin.so.bak/libx.so", "render");
        library("opt/renderer", "render");
        Files.writeString(root.resolve("opt/libtext.so"), "INPUT(libx.so)");
        Files.createSymbolicLink(root.resolve("opt/libloop.so"), Path.of("libloop.so"));
        ElfImage other = ElfImage.of(false, false, 3);
        new SymbolImage().function("render", 1).in(other, true).at(root.resolve("opt/lib32.so"));
        assertEquals(List.of(), definers(RENDER, "/opt", "/nowhere", "/opt/libtext.so"));
    }

    @Test
    void aLinkDoesNotLeadOutOfTheTree(@TempDir Path outside) throws IOException {
        new SymbolImage().function("render", 1).in(ElfImage.x86(), true).at(outside.resolve("libx.so"));
        Files.createDirectories(root.resolve("opt"));
        Files.createSymbolicLink(root.resolve("opt/libx.so"), outside.resolve("libx.so"));
        Files.createSymbolicLink(root.resolve("plugins"), outside);
        assertEquals(List.of(), definers(RENDER, "/opt", "/plugins"));
    }

    @Test
    void withoutAnElfFileOfTheProcessNothingIsFound() throws IOException {
        library("opt/libx.so", "render");
        Map<SymbolName, List<JailPath>> found = new SymbolSearch(new Sysroot(HostPath.of(root)))
                .definers(new TreeSet<>(Set.of(RENDER)), List.of(), List.of(JailPath.of("/opt")));
        assertEquals(Map.of(RENDER, List.of()), found);
    }

    @Test
    void aLibraryIsKnownByItsName() {
        for (String name : List.of("libz.so", "libz.so.1.2.13", "_ssl.cpython-311-x86_64-linux-gnu.so")) {
            assertTrue(SymbolSearch.isLibrary(name), name);
        }
        for (String name : List.of(".so", "libz.a", "ld.so-notes", "ld.socket", "also")) {
            assertFalse(SymbolSearch.isLibrary(name), name);
        }
    }
}

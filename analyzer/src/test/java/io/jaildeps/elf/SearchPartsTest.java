package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small parts of a search, each by itself. */
class SearchPartsTest {
    @TempDir
    Path root;

    private static Optional<String> expand(String text) {
        return new DynamicTokens("/o", "lib64", "x86_64", false, List.of()).expand(text);
    }

    private static Optional<String> expandSecurely(String text) {
        return new DynamicTokens("/usr/lib/app", "lib64", "x86_64", true, List.of("/lib/", "/usr/lib/")).expand(text);
    }

    @Test
    void tokensAreReplacedInAllTheirForms() {
        assertEquals(Optional.of("/o/a//o/b"), expand("$ORIGIN/a/${ORIGIN}/b"));
        assertEquals(Optional.of("/x/lib64/x86_64"), expand("/x/$LIB/$PLATFORM"));
        assertEquals(Optional.of("/lib64.d"), expand("/${LIB}.d"));
        for (String plain : List.of("$ORIGINAL", "$LIBS", "${LIB", "$", "${}", "$lib", "$LIB_1", "a$$b")) {
            assertEquals(Optional.of(plain), expand(plain));
        }
    }

    @Test
    void anUnknownPlatformVoidsTheEntry() {
        assertEquals(Optional.empty(), new DynamicTokens("/o", "lib", "", false, List.of()).expand("/x/$PLATFORM"));
    }

    @Test
    void withPrivilegesOriginMustStayWithTheSystem() {
        assertEquals(Optional.of("/usr/lib/app/../x"), expandSecurely("$ORIGIN/../x"));
        assertEquals(Optional.empty(), expandSecurely("$ORIGIN/../../../home"));
        assertEquals(Optional.empty(), expandSecurely("/x/$ORIGIN"));
        assertEquals(Optional.of("/x/lib64"), expandSecurely("/x/$LIB"));
    }

    @Test
    void aSearchPathIsSplitAndEachDirectoryKeptOnce() {
        DynamicTokens tokens = new DynamicTokens("/o", "lib", "", false, List.of());
        assertEquals(
                List.of(
                        new SearchPath.Entry("/a", "/a/"),
                        new SearchPath.Entry("", "./"),
                        new SearchPath.Entry("$ORIGIN", "/o/"),
                        new SearchPath.Entry("//", "/")),
                SearchPath.of("/a:/a/::/a//:$ORIGIN:$PLATFORM:/o://", ":", tokens));
        assertEquals(List.of(), SearchPath.of("", ":", tokens));
    }

    @Test
    void cpuLevelsBuildOnEachOther() {
        String two = "flags\t\t: fpu cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3";
        String three = two + " avx avx2 bmi1 bmi2 f16c fma abm movbe xsave";
        assertEquals(Set.of("x86-64-v2"), Hwcaps.ofCpuinfo(two + "\n").supported());
        assertEquals(
                Set.of("x86-64-v2", "x86-64-v3"),
                Hwcaps.ofCpuinfo("processor: 0\n" + three).supported());
        assertEquals(
                Set.of(),
                Hwcaps.ofCpuinfo("flags : avx avx avx2\nflags : " + two).supported());
        assertEquals(Set.of(), Hwcaps.ofCpuinfo("").supported());
    }

    @Test
    void legacySubdirectoriesAreAllCombinations() {
        assertEquals(
                List.of("tls/h/x", "tls/h", "tls/x", "tls", "h/x", "h", "x"),
                Hwcaps.NONE.withLegacy(List.of("tls", "h", "x")).legacy());
    }

    @Test
    void aLoadersDirectoriesAreFoundInItsBytes() throws IOException {
        byte[] bytes =
                "\0/tx@\0/lib/x/\0\0/usr/lib/x/\0/lib/\0/usr/lib/\0/lib/x/\0/usr/lib/x/\0/var/tmp\0/etc/ld.so.cache\0"
                        .getBytes(StandardCharsets.US_ASCII);
        LoaderStrings strings = LoaderStrings.in(bytes);
        assertEquals(List.of("/lib/x/", "/usr/lib/x/", "/lib/", "/usr/lib/"), strings.directories());
        assertEquals(Optional.of("/etc/ld.so.cache"), strings.cacheFile());
        Path debian = Path.of("/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");
        assumeTrue(Files.exists(debian) && Files.exists(Path.of("/etc/debian_version")));
        assertEquals(
                List.of("/lib/x86_64-linux-gnu/", "/usr/lib/x86_64-linux-gnu/", "/lib/", "/usr/lib/"),
                LoaderStrings.in(Files.readAllBytes(debian)).directories());
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void ldSoConfIncludesFilesInTheirOrder() throws IOException {
        write("etc/ld.so.conf", "/first # one\ninclude ld.so.conf.d/*.conf\nhwcap 1 nosegneg\n/last=libc6\n\n");
        write("etc/ld.so.conf.d/b.conf", "/b\n\t/b2\n");
        write("etc/ld.so.conf.d/a.conf", "/a\ninclude /etc/ld.so.conf\n");
        write("etc/ld.so.conf.d/.hidden.conf", "/hidden\n");
        write("etc/ld.so.conf.d/c.conf~", "/backup\n");
        LoaderConfig config = LoaderConfig.read(new Sysroot(HostPath.of(root)));
        assertEquals("/first", config.directories().get(0));
        assertTrue(config.directories().containsAll(List.of("/a", "/b", "/b2", "/last")));
        assertFalse(config.directories().contains("/hidden"));
        assertFalse(config.directories().contains("/backup"));
        assertEquals(JailPath.of("/etc/ld.so.conf"), config.files().get(0));
        assertEquals(
                new LoaderConfig(List.of(), List.of()),
                LoaderConfig.read(new Sysroot(HostPath.of(root.resolve("etc")))));
    }

    @Test
    void globsAreThoseOfTheShell() {
        assertTrue(Glob.matches("*.conf", "a.conf"));
        assertTrue(Glob.matches("a*b*c", "aXbYbZc"));
        assertFalse(Glob.matches("a*b*c", "aXbYbZ"));
        assertTrue(Glob.matches("[a-c]?[!x]", "b12"));
        assertFalse(Glob.matches("[a-c]?[!x]", "b1x"));
        assertFalse(Glob.matches("*", ".x"));
        assertTrue(Glob.matches("\\*", "*"));
    }

    @Test
    void aMuslLoaderReadsThePathFileBesideIt() {
        assertEquals("/etc/ld-musl-x86_64.path", MuslPath.file("/lib/ld-musl-x86_64.so.1"));
        assertEquals("/opt/m/etc/ld-musl-armhf.path", MuslPath.file("/opt/m/lib/ld-musl-armhf.so.1"));
    }

    @Test
    void namesCompiledIntoAProgramAreFound() throws IOException {
        Path file = ElfImage.x86()
                .needed("libc.so.6")
                .data("sshd\0/usr/lib/postfix\0nobodyX\0x_daemon")
                .at(root.resolve("daemon"));
        StringScan scan = StringScan.of(
                HostPath.of(file), List.of("sshd", "postfix", "nobody", "daemon", "x_daemon", "root", "libc.so.6"));
        assertEquals(Set.of("sshd", "x_daemon", "libc.so.6"), scan.whole());
        assertEquals(Set.of("postfix", "daemon"), scan.tails());
    }

    @Test
    void aNameAcrossTwoBlocksIsFound() throws IOException {
        for (int padding = 65_300; padding < 65_560; padding += 3) {
            Path file = ElfImage.x86().data("p".repeat(padding) + "\0www-data").at(root.resolve("big"));
            assertEquals(
                    Set.of("www-data"),
                    StringScan.of(HostPath.of(file), List.of("www-data")).whole());
        }
    }

    @Test
    void aFileThatIsNoProgramHasNoNames() throws IOException {
        write("script", "sshd\0");
        assertEquals(
                new StringScan(Set.of(), Set.of()),
                StringScan.of(HostPath.of(root.resolve("script")), List.of("sshd")));
        assertEquals(new StringScan(Set.of(), Set.of()), StringScan.of(HostPath.of(root), List.of("sshd")));
    }
}

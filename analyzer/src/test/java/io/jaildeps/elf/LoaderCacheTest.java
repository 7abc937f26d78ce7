package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderCacheTest {
    private static final Path HOST_CACHE = Path.of("/etc/ld.so.cache");
    private static final Path LDCONFIG = Path.of("/sbin/ldconfig");

    @TempDir
    Path directory;

    private static CacheEntry entry(String soname, String path) {
        return new CacheEntry(new Soname(soname), path, 0x0303);
    }

    private static CacheEntry hwcap(String soname, String path, String subdirectory) {
        return new CacheEntry(new Soname(soname), path, 0x0303, 0, 0, Optional.of(subdirectory));
    }

    private static List<CacheEntry> some() {
        return List.of(
                entry("liba.so.10", "/lib/liba.so.10"),
                entry("liba.so.9", "/lib/liba.so.9"),
                new CacheEntry(new Soname("liba.so.9"), "/lib32/liba.so.9", 3),
                entry("libz.so.1", "/lib/libz.so.1"),
                hwcap("libz.so.1", "/lib/glibc-hwcaps/x86-64-v3/libz.so.1", "x86-64-v3"),
                hwcap("libz.so.1", "/lib/glibc-hwcaps/x86-64-v2/libz.so.1", "x86-64-v2"));
    }

    private static List<String> ldconfig(Path cache) throws Exception {
        Process process = new ProcessBuilder(LDCONFIG.toString(), "-p", "-C", cache.toString()).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith("\t"))
                .map(String::strip)
                .toList();
        assertEquals(0, process.waitFor());
        return lines;
    }

    @Test
    void theCacheOfThisMachineIsReadAndWrittenAgain() throws Exception {
        assumeTrue(Files.exists(HOST_CACHE) && Files.exists(LDCONFIG), "no loader cache on this machine");
        LoaderCache cache = LoaderCache.of(Files.readAllBytes(HOST_CACHE));
        assertEquals(Optional.empty(), cache.damage());
        List<String> theirs = ldconfig(HOST_CACHE);
        assertEquals(theirs.size(), cache.entries().size());
        for (int i = 0; i < theirs.size(); i++) {
            CacheEntry entry = cache.entries().get(i);
            assertTrue(theirs.get(i).startsWith(entry.soname().bytes() + " ("), theirs.get(i));
            assertTrue(theirs.get(i).endsWith(" => " + entry.path()), theirs.get(i));
        }
        byte[] written = LoaderCache.bytes(cache.entries(), false);
        assertEquals(cache.entries(), LoaderCache.of(written).entries());
        assertEquals(theirs, ldconfig(Files.write(directory.resolve("cache"), written)));
    }

    @Test
    void ldconfigReadsEntriesForSpecialCpus() throws Exception {
        assumeTrue(Files.exists(LDCONFIG));
        byte[] written = LoaderCache.bytes(some(), false);
        assertEquals(
                List.of(
                        "libz.so.1 (libc6,x86-64, hwcap: \"x86-64-v2\") => /lib/glibc-hwcaps/x86-64-v2/libz.so.1",
                        "libz.so.1 (libc6,x86-64, hwcap: \"x86-64-v3\") => /lib/glibc-hwcaps/x86-64-v3/libz.so.1",
                        "libz.so.1 (libc6,x86-64) => /lib/libz.so.1",
                        "liba.so.10 (libc6,x86-64) => /lib/liba.so.10",
                        "liba.so.9 (libc6,x86-64) => /lib/liba.so.9",
                        "liba.so.9 (libc6) => /lib32/liba.so.9"),
                ldconfig(Files.write(directory.resolve("cache"), written)));
    }

    @Test
    void theSameEntriesGiveTheSameBytes() {
        byte[] expected = LoaderCache.bytes(some(), false);
        List<CacheEntry> shuffled = new ArrayList<>(some());
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.add(shuffled.get(0));
            assertArrayEquals(expected, LoaderCache.bytes(shuffled, false));
        }
    }

    @Test
    void aBigEndianCacheSaysTheSame() {
        assertEquals(
                LoaderCache.of(LoaderCache.bytes(some(), false)).entries(),
                LoaderCache.of(LoaderCache.bytes(some(), true)).entries());
        assertEquals(
                List.of(), LoaderCache.of(LoaderCache.bytes(List.of(), true)).entries());
    }

    @Test
    void theOldFormatIsReadAloneAndWithTheNewOneInIt() {
        byte[] strings = "liba.so\0/lib/liba.so\0".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer old = ByteBuffer.wrap(new byte[28 + strings.length]).order(ByteOrder.LITTLE_ENDIAN);
        old.put("ld.so-1.7.0\0".getBytes(StandardCharsets.US_ASCII)).putInt(1);
        old.putInt(3).putInt(0).putInt(8).put(strings);
        assertEquals(
                List.of(new CacheEntry(new Soname("liba.so"), "/lib/liba.so", 3)),
                LoaderCache.of(old.array()).entries());
        byte[] inner = LoaderCache.bytes(some(), false);
        ByteBuffer both = ByteBuffer.wrap(new byte[32 + inner.length]).order(ByteOrder.LITTLE_ENDIAN);
        both.put(old.array(), 0, 28).position(32);
        both.put(inner);
        assertEquals(
                LoaderCache.of(inner).entries(), LoaderCache.of(both.array()).entries());
    }

    @Test
    void everyTruncationAndEveryChangedByteIsAValue() {
        byte[] whole = LoaderCache.bytes(some(), false);
        for (int i = 0; i < whole.length; i++) {
            assertNotNull(LoaderCache.of(Arrays.copyOf(whole, i)));
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
                byte[] changed = whole.clone();
                changed[i] = (byte) value;
                assertNotNull(LoaderCache.of(changed));
            }
        }
        assertEquals(Optional.of("unknown format"), LoaderCache.of(new byte[0]).damage());
    }

    @Test
    void digitsCompareAsNumbers() {
        assertTrue(CacheOrder.names("liba.so.10", "liba.so.9") > 0);
        assertTrue(CacheOrder.names("liba.so", "liba.so.1") < 0);
        assertTrue(CacheOrder.names("lib1", "liba") > 0);
        assertEquals(0, CacheOrder.names("liba.so.01", "liba.so.1"));
        assertEquals(CacheOrder.key("liba.so.01"), CacheOrder.key("liba.so.1"));
    }

    /** The real loader, in a jail where nothing but our cache tells it where the library is. */
    @Test
    void theLoaderFindsLibrariesByACacheOfOurs() throws Exception {
        assumeTrue(SystemLoader.isThere() && Compiler.isThere(), "needs gcc and a glibc loader for x86-64");
        assumeTrue("root".equals(System.getProperty("user.name")), "chroot needs root");
        Path jail = directory.toRealPath().resolve("jail");
        Compiler gcc = new Compiler(jail);
        gcc.library("odd/place/liba.so.1", "liba.so.1", List.of());
        gcc.library("odd/place/libb.so.10", "libb.so.10", List.of());
        gcc.library("odd/place/libb.so.9", "libb.so.9", List.of());
        gcc.library("odd/fast/liba.so.1", "liba.so.1", List.of());
        gcc.program("bin/p", List.of("liba.so.1", "libb.so.9", "libb.so.10"));
        Files.createDirectories(jail.resolve("lib64"));
        Files.createDirectories(jail.resolve("etc"));
        Files.copy(SystemLoader.PATH, jail.resolve("lib64/ld-linux-x86-64.so.2"));
        List<CacheEntry> entries = new ArrayList<>(List.of(
                entry("liba.so.1", "/odd/place/liba.so.1"),
                entry("libb.so.9", "/odd/place/libb.so.9"),
                entry("libb.so.10", "/odd/place/libb.so.10")));
        assertEquals("/odd/place/liba.so.1", bothInJail(jail, entries).get("liba.so.1"));
        gcc.library("lib/x86_64-linux-gnu/libb.so.9", "libb.so.9", List.of());
        Files.createDirectories(jail.resolve("usr/lib/x86_64-linux-gnu"));
        entries.set(1, entry("libb.so.9", "/gone/libb.so.9"));
        entries.set(2, entry("libb.so.010", "/odd/place/libb.so.10"));
        Map<String, String> found = bothInJail(jail, entries);
        assertEquals("/lib/x86_64-linux-gnu/libb.so.9", found.get("libb.so.9"));
        assertEquals("/odd/place/libb.so.10", found.get("libb.so.10"));
        assumeTrue(Hwcaps.ofThisMachine().supported().contains("x86-64-v3"), "needs a CPU of level 3");
        entries.add(hwcap("liba.so.1", "/odd/fast/liba.so.1", "x86-64-v3"));
        entries.add(hwcap("liba.so.1", "/odd/place/none", "x86-64-v2"));
        assertEquals("/odd/fast/liba.so.1", bothInJail(jail, entries).get("liba.so.1"));
    }

    private static Map<String, String> bothInJail(Path jail, List<CacheEntry> entries)
            throws IOException, InterruptedException {
        Files.write(jail.resolve("etc/ld.so.cache"), LoaderCache.bytes(entries, false));
        SystemLoader.Listing theirs = SystemLoader.executedIn(jail, "/bin/p");
        assertEquals(0, theirs.status(), theirs.error());
        LibrarySearch search = new LibrarySearch(
                new Sysroot(HostPath.of(jail)), LoaderEnvironment.CLEAN.withHwcaps(Hwcaps.ofThisMachine()));
        Closure closure = (Closure) search.closure(JailPath.of("/bin/p"));
        assertEquals(theirs.libraries(), SystemLoader.listing(closure));
        return theirs.libraries();
    }
}

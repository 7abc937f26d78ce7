package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElfReaderTest {
    @TempDir
    Path directory;

    private ElfReading read(byte[] bytes) throws IOException {
        return ElfReader.read(Files.write(directory.resolve("file"), bytes));
    }

    private ElfFile elf(ElfImage image) throws IOException {
        return assertInstanceOf(ElfFile.class, read(image.bytes()));
    }

    @ParameterizedTest
    @CsvSource({"true,false,62", "true,true,22", "false,false,3", "false,true,20"})
    void bothClassesAndByteOrdersSayTheSame(boolean is64, boolean bigEndian, int machine) throws IOException {
        ElfFile elf = elf(ElfImage.of(is64, bigEndian, machine)
                .interpreter("/lib/ld.so.1")
                .needed("libone.so.1")
                .needed("libtwo.so")
                .soname("libself.so.3")
                .rpath("/r1:/r2")
                .runpath("$ORIGIN/lib")
                .flags1(0x08000800));
        assertEquals(new Abi(is64, bigEndian, machine, 0), elf.abi());
        assertEquals(Optional.of("/lib/ld.so.1"), elf.interpreter());
        assertEquals(List.of(new Soname("libone.so.1"), new Soname("libtwo.so")), elf.needed());
        assertEquals(Optional.of(new Soname("libself.so.3")), elf.soname());
        DynamicSection dynamic = elf.dynamic().orElseThrow();
        assertEquals(Optional.of("/r1:/r2"), dynamic.rpath());
        assertEquals(Optional.of("$ORIGIN/lib"), dynamic.runpath());
        assertTrue(dynamic.noDefaultLibraries());
        assertTrue(dynamic.pie());
        assertFalse(elf.isStatic());
    }

    @Test
    void aNameIsBytes() throws IOException {
        assertEquals(
                List.of(new Soname("lib\u00ff\u0080.so")),
                elf(ElfImage.x86().needed("lib\u00ff\u0080.so")).needed());
    }

    @Test
    void everyTruncationIsAValue() throws IOException {
        byte[] whole = full();
        for (int length = 0; length < whole.length; length++) {
            ElfReading reading = read(Arrays.copyOf(whole, length));
            assertFalse(length < 4 && !(reading instanceof ElfReading.NotElf), "at " + length + ": " + reading);
        }
    }

    @Test
    void everyChangedByteIsAValue() throws IOException {
        byte[] whole = full();
        for (int at = 0; at < whole.length; at++) {
            for (int value : new int[] {0, 0x7f, 0x80, 0xff}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                assertNotNull(read(changed));
            }
        }
    }

    @Test
    void aRealProgramCanBeTruncatedAnywhereInItsHeaders() throws IOException {
        Path real = Path.of("/usr/bin/true");
        assumeTrue(Files.exists(real));
        byte[] whole = Files.readAllBytes(real);
        for (int length = 0; length < whole.length; length += length < 4096 ? 1 : 97) {
            assertNotNull(read(Arrays.copyOf(whole, length)));
        }
    }

    private static byte[] full() {
        return ElfImage.x86()
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .needed("liba.so")
                .soname("libself.so")
                .runpath("/x")
                .dlopenNote("[{\"soname\":[\"libz.so\"]}]")
                .bytes();
    }

    @Test
    void manyLongNamesAreTooMuch() throws IOException {
        ElfImage image = ElfImage.x86();
        String text = "x".repeat(60_000);
        image.string(1, text);
        byte[] one = image.bytes();
        assertInstanceOf(ElfFile.class, read(one));
        for (int i = 0; i < 100; i++) {
            image.string(1, text);
        }
        ElfReading.Broken broken = assertInstanceOf(ElfReading.Broken.class, read(image.bytes()));
        assertTrue(broken.reason().contains("longer than"), broken.toString());
    }

    @Test
    void whatIsNoElfFileIsSaid() throws Exception {
        assertEquals(new ElfReading.NotElf("empty"), read(new byte[0]));
        assertEquals(new ElfReading.NotElf("no ELF magic"), read("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(new ElfReading.NotElf("not a regular file"), ElfReader.read(directory));
        assertEquals(new ElfReading.NotElf("not a regular file"), ElfReader.read(Path.of("/dev/null")));
        assertThrows(NoSuchFileException.class, () -> ElfReader.read(directory.resolve("absent")));
    }

    @Test
    void aFifoDoesNotBlock() throws Exception {
        Path fifo = directory.resolve("fifo");
        assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertEquals(new ElfReading.NotElf("not a regular file"), ElfReader.read(fifo)));
    }

    @Test
    void aHugeFileIsAsCheapAsASmallOne() throws IOException {
        Path file = ElfImage.x86().needed("liba.so").at(directory.resolve("huge"));
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(10L << 30);
        }
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> assertInstanceOf(ElfFile.class, ElfReader.read(file)));
    }

    @Test
    void dlopenNotesAreRead() throws IOException {
        ElfFile elf = elf(ElfImage.x86()
                .dlopenNote("[{\"feature\":\"lz4\",\"description\":\"Support lz4\",\"priority\":\"suggested\","
                        + "\"soname\":[\"liblz4.so.1\"],\"x\":{\"y\":[1]}},{\"soname\":[\"liba.so\",\"libb.so\"]}]"));
        assertEquals(
                List.of(
                        new DlopenNote(List.of(new Soname("liblz4.so.1")), "suggested", "lz4", "Support lz4"),
                        new DlopenNote(List.of(new Soname("liba.so"), new Soname("libb.so")), "recommended", "", "")),
                elf.dlopenNotes());
    }

    @Test
    void aNoteThatIsNoJsonIsLeftOut() throws IOException {
        for (String json : List.of("", "{}", "[", "[{\"soname\":", "[[[[[[", "[{\"soname\":[1]}", "\u00ff")) {
            assertEquals(List.of(), elf(ElfImage.x86().dlopenNote(json)).dlopenNotes(), json);
        }
    }

    @Test
    void aSecondReaderSeesTheSameInEveryProgramOfThisMachine() throws IOException {
        Path programs = Path.of("/usr/bin");
        assumeTrue(Files.isDirectory(programs));
        int compared = 0;
        try (var files = Files.list(programs)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (ElfReader.read(file) instanceof ElfFile elf && Files.size(file) < 20_000_000) {
                    assertEquals(SecondReader.names(file), names(elf), file.toString());
                    compared++;
                }
            }
        }
        System.out.println("a second reader agrees on " + compared + " files");
    }

    private static Set<String> names(ElfFile elf) {
        Set<String> names = new HashSet<>();
        elf.needed().forEach(name -> names.add("NEEDED " + name.bytes()));
        elf.soname().ifPresent(name -> names.add("SONAME " + name.bytes()));
        return names;
    }
}

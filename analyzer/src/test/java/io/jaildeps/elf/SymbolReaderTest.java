package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolReaderTest {
    private static final int MAX_LIBRARIES = 200;
    private static final int MAX_NAMES = 400;

    @TempDir
    Path directory;

    private static SymbolName symbol(String text) {
        String[] parts = text.split("@", 2);
        return new SymbolName(parts[0], parts.length == 1 ? Optional.empty() : Optional.of(parts[1]));
    }

    private SymbolReading read(byte[] bytes, Abi abi, String... wanted) throws IOException {
        Set<SymbolName> names = new TreeSet<>();
        Arrays.asList(wanted).forEach(text -> names.add(symbol(text)));
        return SymbolReader.read(Files.write(directory.resolve("lib.so"), bytes), abi, names, new Budget());
    }

    private Set<String> defined(ElfImage image, String... wanted) throws IOException {
        SymbolReading reading = read(image.bytes(), image.abi(), wanted);
        Set<String> defined = new TreeSet<>();
        assertInstanceOf(SymbolReading.Defines.class, reading, reading.toString())
                .symbols()
                .forEach(name -> defined.add(name.toString()));
        return defined;
    }

    private static SymbolImage some() {
        return new SymbolImage()
                .version("APP_1")
                .version("APP_2")
                .function("render", 2)
                .function("rendered", 3)
                .function("plain", 1)
                .symbol(new SymbolImage.Symbol("weak", 0x22, 0, 7, 3))
                .symbol(new SymbolImage.Symbol("unique", 0xa1, 0, 7, 1))
                .symbol(new SymbolImage.Symbol("old", 0x12, 0, 7, 0x8002))
                .symbol(new SymbolImage.Symbol("needed", 0x12, 0, 0, 1))
                .symbol(new SymbolImage.Symbol("local", 0x02, 0, 7, 0))
                .symbol(new SymbolImage.Symbol("hidden", 0x12, 2, 7, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "true,false,62,true", "true,false,62,false", "true,true,22,true", "true,true,22,false",
        "false,false,3,true", "false,false,3,false", "false,true,20,true", "false,true,20,false"
    })
    void whatIsDefinedForOthersIsFoundInEveryClassByteOrderAndHash(
            boolean is64, boolean bigEndian, int machine, boolean gnuHash) throws IOException {
        ElfImage image = some().in(ElfImage.of(is64, bigEndian, machine), gnuHash);
        assertEquals(
                Set.of("render", "rendered", "plain", "weak", "unique", "old"),
                defined(
                        image,
                        "render",
                        "rendered",
                        "plain",
                        "weak",
                        "unique",
                        "old",
                        "needed",
                        "local",
                        "hidden",
                        "rend",
                        "renderer",
                        "absent"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVersionIsComparedAndAFileWithoutVersionsFitsEach(boolean gnuHash) throws IOException {
        ElfImage image = some().in(ElfImage.x86(), gnuHash);
        assertEquals(
                Set.of("render@APP_1", "weak@APP_2", "old@APP_1", "plain@APP_9"),
                defined(
                        image,
                        "render@APP_1",
                        "render@APP_2",
                        "weak@APP_2",
                        "weak@APP_1",
                        "old@APP_1",
                        "plain@APP_9",
                        "render@APP_",
                        "render@APP_11"));
        assertEquals(
                Set.of("render@APP_9"),
                defined(new SymbolImage().function("render", 1).in(ElfImage.x86(), gnuHash), "render@APP_9"));
    }

    @Test
    void whatTheProcessCouldNotLoadIsNoAnswer() throws IOException {
        ElfImage image = some().in(ElfImage.of(false, false, 3), true);
        assertEquals(
                new SymbolReading.Unusable("no library for ELF64 machine 62"),
                read(image.bytes(), ElfImage.x86().abi(), "render"));
        assertEquals(
                new SymbolReading.Unusable("no library for ELF64 machine 62"),
                read(
                        some().in(ElfImage.x86().type(ElfFile.EXEC), true).bytes(),
                        ElfImage.x86().abi(),
                        "render"));
        assertEquals(
                new SymbolReading.Unusable("no ELF magic"),
                read("INPUT(libx.so.1)".getBytes(StandardCharsets.US_ASCII), image.abi(), "render"));
    }

    @Test
    void aFileWithoutSymbolsDefinesNone() throws IOException {
        assertEquals(Set.of(), defined(ElfImage.x86(), "render"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyTruncationAndEveryChangedByteIsAValue(boolean gnuHash) throws IOException {
        ElfImage image = some().in(ElfImage.x86(), gnuHash);
        byte[] whole = image.bytes();
        for (int at = 0; at < whole.length; at++) {
            assertNotNull(read(Arrays.copyOf(whole, at), image.abi(), "render@APP_2", "old", "absent"));
            for (int value : new int[] {0, 0x7f, 0x80, 0xff}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                assertNotNull(read(changed, image.abi(), "render@APP_2", "old", "absent"));
            }
        }
    }

    @Test
    void aCircleOfSymbolsEnds() throws IOException {
        // one bucket, four billion symbols as it says, and a chain from the first symbol to itself
        ElfImage image = new SymbolImage().function("render", 1).in(ElfImage.x86(), true);
        ElfImage circle = ElfImage.x86();
        circle.section(4, new byte[] {1, 0, 0, 0, -1, -1, -1, -1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0});
        circle.section(6, new byte[48]).section(5, new byte[1]);
        assertEquals(Set.of(), defined(circle, "other"));
        assertEquals(Set.of("render"), defined(image, "render"));
    }

    @Test
    void aWrongSizeOfSymbolsIsRefused() throws IOException {
        ElfImage image = some().in(ElfImage.x86(), true).value(11, 7);
        SymbolReading reading = read(image.bytes(), image.abi(), "render");
        assertTrue(
                reading instanceof SymbolReading.Unusable unusable
                        && unusable.reason().startsWith("the size of a symbol is 7 at offset "),
                reading.toString());
    }

    /** What nm says of a file. @param others what it needs of other files */
    private record Listed(Set<SymbolName> defined, Set<SymbolName> others) {}

    @Test
    void nmSaysTheSameOfTheLibrariesOfThisMachine() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/nm")), "nm is not installed");
        Map<String, Listed> listed = nm(systemLibraries());
        assumeTrue(!listed.isEmpty(), "nm lists nothing");
        int asked = 0;
        for (Map.Entry<String, Listed> library : listed.entrySet()) {
            Path file = Path.of(library.getKey());
            if (!(ElfReader.read(file) instanceof ElfFile elf) || elf.type() != ElfFile.DYN) {
                continue;
            }
            Set<SymbolName> expected = library.getValue().defined();
            Set<SymbolName> wanted = new TreeSet<>(expected);
            library.getValue().others().stream()
                    .map(name -> new SymbolName(name.name(), Optional.empty()))
                    .filter(name ->
                            expected.stream().noneMatch(one -> one.name().equals(name.name())))
                    .forEach(wanted::add);
            expected.stream()
                    .filter(name -> name.version().isPresent())
                    .forEach(name -> wanted.add(new SymbolName(name.name(), Optional.of("NO_SUCH_VERSION"))));
            SymbolReading reading = SymbolReader.read(file, elf.abi(), wanted, new Budget());
            assertEquals(
                    expected,
                    assertInstanceOf(SymbolReading.Defines.class, reading, file + ": " + reading)
                            .symbols(),
                    file.toString());
            asked += wanted.size();
        }
        assertTrue(asked > 0);
        System.out.println("nm agrees on " + asked + " symbols of " + listed.size() + " libraries");
    }

    private static List<String> systemLibraries() throws IOException {
        List<String> libraries = new ArrayList<>();
        for (String path : List.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/lib")) {
            if (Files.isDirectory(Path.of(path)) && libraries.isEmpty()) {
                try (var files = Files.list(Path.of(path))) {
                    files.filter(Files::isRegularFile)
                            .map(Path::toString)
                            .filter(SymbolSearch::isLibrary)
                            .sorted()
                            .limit(MAX_LIBRARIES)
                            .forEach(libraries::add);
                }
            }
        }
        return libraries;
    }

    // /usr/lib/x86_64-linux-gnu/libz.so.1.2.13: adler32_z@@ZLIB_1.2.9 T 3440 9f4
    private Map<String, Listed> nm(List<String> libraries) throws Exception {
        Path out = directory.resolve("nm");
        List<String> command = new ArrayList<>(List.of("nm", "-D", "-A", "-P"));
        command.addAll(libraries);
        Process nm = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        nm.waitFor();
        Map<String, Listed> listed = new TreeMap<>();
        for (String line : Files.readAllLines(out, StandardCharsets.ISO_8859_1)) {
            String[] words = line.substring(line.indexOf(": ") + 2).split(" ");
            Listed of = listed.computeIfAbsent(
                    line.substring(0, line.indexOf(": ")), path -> new Listed(new TreeSet<>(), new TreeSet<>()));
            String[] name = words[0].split("@@?");
            boolean hasVersion = name.length == 2 && !name[1].equals("Base");
            SymbolName symbol = new SymbolName(name[0], hasVersion ? Optional.of(name[1]) : Optional.empty());
            boolean isUndefined = "Uwv".contains(words[1]);
            boolean isSeen = "ABCDGRSTVWiu".contains(words[1]);
            Set<SymbolName> kind = isUndefined ? of.others() : of.defined();
            if ((isUndefined || isSeen) && kind.size() < MAX_NAMES) {
                kind.add(symbol);
            }
        }
        return listed;
    }
}

package io.jaildeps.elf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches below the roots of systems whose loaders do not run here. */
class OtherLoadersTest {
    private static final String FREEBSD = "/libexec/ld-elf.so.1";
    private static final int OSABI_FREEBSD = 9;

    @TempDir
    Path root;

    private void put(String path, ElfImage image, int osAbi) throws IOException {
        Path file = image.at(root.resolve(path.substring(1)));
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = (byte) osAbi;
        Files.write(file, bytes);
    }

    private void put(String path, ElfImage image) throws IOException {
        put(path, image, 0);
    }

    private Closure closure(String program, LoaderEnvironment environment) throws IOException {
        return assertInstanceOf(
                Closure.class,
                new LibrarySearch(new Sysroot(HostPath.of(root)), environment).closure(JailPath.of(program)));
    }

    private Map<String, String> found(String program) throws IOException {
        return found(program, LoaderEnvironment.CLEAN);
    }

    /** Each library's name and where it was found. */
    private Map<String, String> found(String program, LoaderEnvironment environment) throws IOException {
        Map<String, String> found = new TreeMap<>();
        closure(program, environment)
                .libraries()
                .forEach(library -> found.put(
                        library.name().toString(),
                        library.path() + " " + library.foundBy().kind()));
        return found;
    }

    private static ElfImage library(String soname) {
        return ElfImage.x86().soname(soname);
    }

    /** {@code ld-elf.so.hints} as ldconfig(8) writes it. */
    private void hints(String path, ByteOrder order, String directories) throws IOException {
        byte[] list = (directories + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(128 + list.length).order(order);
        file.putInt(0x746e6845)
                .putInt(1)
                .putInt(128)
                .putInt(list.length)
                .putInt(0)
                .putInt(list.length - 1);
        file.position(128);
        file.put(list);
        Path place = root.resolve(path.substring(1));
        Files.createDirectories(place.getParent());
        Files.write(place, file.array());
    }

    @Test
    void a_copy_of_freebsd_gives_the_whole_closure() throws IOException {
        put(FREEBSD, library("ld-elf.so.1"), OSABI_FREEBSD);
        put("/lib/libc.so.7", library("libc.so.7"), OSABI_FREEBSD);
        put("/usr/lib/libssl.so.30", library("libssl.so.30").needed("libcrypto.so.30"), OSABI_FREEBSD);
        put("/lib/libcrypto.so.30", library("libcrypto.so.30").needed("libc.so.7"), OSABI_FREEBSD);
        put("/usr/local/lib/libpcre2.so.0", library("libpcre2.so.0").needed("libc.so.7"), OSABI_FREEBSD);
        put(
                "/usr/local/sbin/nginx",
                ElfImage.x86()
                        .interpreter(FREEBSD)
                        .needed("libssl.so.30")
                        .needed("libpcre2.so.0")
                        .needed("libc.so.7"),
                OSABI_FREEBSD);
        hints("/var/run/ld-elf.so.hints", ByteOrder.LITTLE_ENDIAN, "/lib:/usr/lib:/usr/local/lib");
        Closure closure = closure("/usr/local/sbin/nginx", LoaderEnvironment.CLEAN);
        assertEquals(List.of(), closure.missing());
        assertEquals(FREEBSD, closure.interpreter().orElseThrow().path().toString());
        assertEquals(
                Map.of(
                        "libc.so.7", "/lib/libc.so.7 hints",
                        "libcrypto.so.30", "/lib/libcrypto.so.30 hints",
                        "libpcre2.so.0", "/usr/local/lib/libpcre2.so.0 hints",
                        "libssl.so.30", "/usr/lib/libssl.so.30 hints"),
                found("/usr/local/sbin/nginx"));
    }

    @Test
    void hints_that_are_garbled_or_of_the_other_byte_order_never_stop_the_search() throws IOException {
        put("/lib/libc.so.7", library("libc.so.7"));
        put("/opt/lib/libx.so.1", library("libx.so.1"));
        put("/bin/p", ElfImage.x86().interpreter(FREEBSD).needed("libc.so.7").needed("libx.so.1"));
        hints("/var/run/ld-elf.so.hints", ByteOrder.BIG_ENDIAN, "/opt/lib");
        assertEquals("/opt/lib/libx.so.1 hints", found("/bin/p").get("libx.so.1"));
        assertEquals("/lib/libc.so.7 default", found("/bin/p").get("libc.so.7"));
        Path file = root.resolve("var/run/ld-elf.so.hints");
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length <= bytes.length; length += 4) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertEquals("/lib/libc.so.7 default", found("/bin/p").get("libc.so.7"));
        }
        for (int offset = 4; offset < 24; offset += 4) {
            byte[] broken = bytes.clone();
            ByteBuffer.wrap(broken).putInt(offset, 0xffffffff);
            Files.write(file, broken);
            assertEquals("/lib/libc.so.7 default", found("/bin/p").get("libc.so.7"));
        }
    }

    @Test
    void freebsd_asks_rpath_before_the_environment_and_runpath_after_it() throws IOException {
        LoaderEnvironment environment = LoaderEnvironment.CLEAN.withLibraryPath("/env");
        put("/env/liba.so", library("liba.so"));
        put("/opt/liba.so", library("liba.so"));
        put("/bin/rpath", ElfImage.x86().interpreter(FREEBSD).rpath("/opt").needed("liba.so"));
        put("/bin/runpath", ElfImage.x86().interpreter(FREEBSD).runpath("/opt").needed("liba.so"));
        assertEquals(Map.of("liba.so", "/opt/liba.so rpath"), found("/bin/rpath", environment));
        assertEquals(Map.of("liba.so", "/env/liba.so library-path"), found("/bin/runpath", environment));
        assertEquals(Map.of("liba.so", "/opt/liba.so runpath"), found("/bin/runpath"));
    }

    @Test
    void netbsd_lets_the_environment_go_first_and_the_programs_path_count_for_its_libraries() throws IOException {
        put("/usr/pkg/lib/liba.so.1", library("liba.so.1").needed("libb.so.1"));
        put("/usr/pkg/lib/libb.so.1", library("libb.so.1").needed("libc.so.12"));
        put("/usr/lib/libc.so.12", library("libc.so.12"));
        put("/lib/libc.so.12", library("libc.so.12"));
        put("/env/libb.so.1", library("libb.so.1"));
        put(
                "/p",
                ElfImage.x86()
                        .interpreter("/usr/libexec/ld.elf_so")
                        .rpath("/usr/pkg/lib")
                        .needed("liba.so.1"));
        assertEquals(
                Map.of(
                        "liba.so.1", "/usr/pkg/lib/liba.so.1 rpath",
                        "libb.so.1", "/usr/pkg/lib/libb.so.1 rpath",
                        "libc.so.12", "/usr/lib/libc.so.12 default"),
                found("/p"));
        assertEquals(
                "/env/libb.so.1 library-path",
                found("/p", LoaderEnvironment.CLEAN.withLibraryPath("/env")).get("libb.so.1"));
    }

    @Test
    void openbsd_takes_the_largest_minor_number_of_the_major_one_that_is_asked_for() throws IOException {
        for (String name : List.of("libc.so.95.9", "libc.so.96.0", "libc.so.96.10", "libc.so.96.2", "libc.so.97.0")) {
            put("/usr/lib/" + name, library(name));
        }
        put("/usr/libexec/ld.so", library("ld.so"));
        put("/bin/ls", ElfImage.x86().interpreter("/usr/libexec/ld.so").needed("libc.so.96.1"));
        assertEquals(Map.of("libc.so.96.1", "/usr/lib/libc.so.96.10 default"), found("/bin/ls"));
        put("/bin/old", ElfImage.x86().interpreter("/usr/libexec/ld.so").needed("libc.so.40.1"));
        assertEquals(1, closure("/bin/old", LoaderEnvironment.CLEAN).missing().size());
    }

    @ParameterizedTest
    @CsvSource({
        "true,  /lib/64/ld.so.1,    /lib/64/libc.so.1",
        "true,  /lib/amd64/ld.so.1, /lib/64/libc.so.1",
        "false, /usr/lib/ld.so.1,   /lib/libc.so.1"
    })
    void solaris_has_a_directory_for_each_width(boolean is64, String interpreter, String expected) throws IOException {
        int machine = is64 ? 43 : 2;
        put("/lib/libc.so.1", ElfImage.of(false, true, 2).soname("libc.so.1"), 6);
        put("/lib/64/libc.so.1", ElfImage.of(true, true, 43).soname("libc.so.1"), 6);
        put(
                "/usr/bin/ls",
                ElfImage.of(is64, true, machine).interpreter(interpreter).needed("libc.so.1"),
                6);
        assertEquals(Map.of("libc.so.1", expected + " default"), found("/usr/bin/ls"));
    }

    @Test
    void a_32_bit_program_on_a_64_bit_freebsd_gets_the_loader_and_libraries_made_for_it() throws IOException {
        put("/libexec/ld-elf32.so.1", ElfImage.of(false, false, Abi.EM_386).soname("ld-elf.so.1"), OSABI_FREEBSD);
        put("/lib/libc.so.7", library("libc.so.7"), OSABI_FREEBSD);
        put("/usr/lib32/libc.so.7", ElfImage.of(false, false, Abi.EM_386).soname("libc.so.7"), OSABI_FREEBSD);
        put("/p", ElfImage.of(false, false, Abi.EM_386).interpreter(FREEBSD).needed("libc.so.7"), OSABI_FREEBSD);
        assertEquals(Map.of("libc.so.7", "/usr/lib32/libc.so.7 default"), found("/p"));
        assertEquals(
                "/libexec/ld-elf32.so.1",
                closure("/p", LoaderEnvironment.CLEAN)
                        .interpreter()
                        .orElseThrow()
                        .path()
                        .toString());
    }

    @Test
    void a_file_of_another_system_is_refused_by_every_loader() throws IOException {
        put("/usr/lib/libc.so.7", library("libc.so.7"), 6);
        put("/p", ElfImage.x86().interpreter(FREEBSD).needed("libc.so.7"), OSABI_FREEBSD);
        List<Need> missing = closure("/p", LoaderEnvironment.CLEAN).missing();
        assertTrue(missing.toString().contains("OS ABI invalid"), missing.toString());
    }

    @Test
    void a_library_alone_is_searched_for_as_its_own_system_does() throws IOException {
        put("/lib/libc.so.7", library("libc.so.7"), OSABI_FREEBSD);
        put("/lib/libz.so.6", library("libz.so.6").needed("libc.so.7"), OSABI_FREEBSD);
        assertEquals(Map.of("libc.so.7", "/lib/libc.so.7 default"), found("/lib/libz.so.6"));
    }

    @Test
    void mips_linux_has_a_loader_of_solaris_name_and_keeps_its_own_rules() {
        assertEquals(Loader.Flavour.GLIBC, Loader.Flavour.of("/lib/ld.so.1", new Abi(false, true, 8, 0)));
        assertEquals(Loader.Flavour.ILLUMOS, Loader.Flavour.of("/lib/ld.so.1", new Abi(false, true, 2, 0)));
        assertEquals(Loader.Flavour.GLIBC, Loader.Flavour.of("/lib64/ld64.so.1", new Abi(true, true, 22, 0)));
        assertEquals(Loader.Flavour.MUSL, Loader.Flavour.of("/lib/ld-musl-x86_64.so.1", new Abi(true, false, 62, 0)));
    }
}

package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LddCommandTest {
    @TempDir
    private Path work;

    private Path program;
    private Path lonely;

    /** A program that needs libone, which needs libtwo; found by RUNPATH $ORIGIN/lib. */
    @BeforeEach
    void program() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "needs gcc");
        Path lib = Files.createDirectory(work.resolve("lib"));
        Path source = Files.writeString(work.resolve("empty.c"), "");
        gcc("-shared", "-Wl,-soname,libtwo.so", "-o", lib.resolve("libtwo.so"), source);
        gcc(
                "-shared",
                "-Wl,-soname,libone.so",
                "-Wl,-rpath,$ORIGIN",
                "-o",
                lib.resolve("libone.so"),
                source,
                "-Wl,--no-as-needed",
                lib.resolve("libtwo.so"));
        Path main = Files.writeString(work.resolve("main.c"), "void _start(void) { for (;;) {} }");
        program = work.resolve("program");
        gcc(
                "-o",
                program,
                main,
                "-Wl,-rpath,$ORIGIN/lib",
                "-Wl,--no-as-needed",
                lib.resolve("libone.so"),
                "-Wl,--allow-shlib-undefined");
        lonely = work.resolve("lonely");
        gcc("-static", "-o", lonely, main);
    }

    private static void gcc(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gcc", "-nostdlib", "-fPIC"));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command.toString());
    }

    @Test
    void the_tree_tells_how_each_library_was_found() {
        Typed typed = Typed.run("ldd", program);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(typed.out().startsWith(program + "\n"), typed.words());
        assertTrue(typed.out().contains("libone.so => " + work + "/lib/libone.so [r"), typed.words());
        assertTrue(typed.out().contains("    └── libtwo.so => "), typed.words());
        assertEquals("", typed.err());
    }

    @Test
    void the_flat_form_has_each_library_once_and_a_heading_for_each_of_several_files() {
        String one = Typed.run("ldd", "--format", "flat", program).out();
        assertEquals(
                1, one.lines().filter(line -> line.startsWith("libtwo.so => ")).count(), one);
        Typed several = Typed.run("ldd", "--format", "flat", program, work.resolve("lib/libtwo.so"));
        assertTrue(several.out().startsWith(program + ":\n"), several.words());
        assertTrue(several.out().contains("\n" + work + "/lib/libtwo.so:\n"), several.words());
    }

    @Test
    void what_is_missing_is_told_and_is_status_1() throws IOException {
        Files.delete(work.resolve("lib/libtwo.so"));
        Typed typed = Typed.run("ldd", program);
        assertEquals(ExitStatus.FINDINGS, typed.status(), typed.words());
        assertTrue(typed.out().contains("libtwo.so => not found"), typed.words());
        JsonNode json = new ObjectMapper()
                .readTree(Typed.run("ldd", "--format", "json", program).out());
        assertEquals("[\"libtwo.so\"]", json.at("/files/0/missing").toString());
    }

    @Test
    void a_library_path_is_taken_from_the_command_line_only() throws IOException {
        Path other = Files.createDirectory(work.resolve("other"));
        Files.move(work.resolve("lib/libtwo.so"), other.resolve("libtwo.so"));
        assertEquals(ExitStatus.FINDINGS, Typed.run("ldd", program).status());
        Typed typed = Typed.run("ldd", "--library-path", "/nosuch:" + other, program);
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(typed.out().contains("[LD_LIBRARY_PATH " + other + "]"), typed.words());
    }

    @Test
    void a_file_below_a_sysroot_sees_only_that() {
        Typed typed = Typed.run("ldd", "--sysroot", work, "/program", "lib/libtwo.so");
        // its loader is not below the sysroot
        assertEquals(ExitStatus.FINDINGS, typed.status(), typed.words());
        assertTrue(typed.out().contains("libone.so => /lib/libone.so "), typed.words());
        assertTrue(typed.out().contains("/lib/libtwo.so\n"), typed.words());
    }

    @Test
    void a_static_program_is_told_so_and_a_bad_file_does_not_hide_the_others() throws IOException {
        Path text = Files.writeString(work.resolve("text"), "#!/bin/sh\n");
        Typed typed = Typed.run("ldd", text, lonely, program);
        assertEquals(ExitStatus.BAD_INPUT, typed.status());
        assertTrue(
                typed.out().startsWith(lonely + ": not dynamic, it needs no library\n" + program + "\n"),
                typed.words());
        assertEquals("jaildeps: cannot read " + text + " as a program: no ELF magic\n", typed.err());
        JsonNode files = new ObjectMapper()
                .readTree(Typed.run("ldd", "--format", "json", text, lonely, program)
                        .out())
                .get("files");
        assertEquals(
                List.of("unusable", "static", "dynamic"),
                List.of(
                        files.at("/0/kind").asText(),
                        files.at("/1/kind").asText(),
                        files.at("/2/kind").asText()));
        assertEquals(
                "libtwo.so",
                files.at("/2/needed").findValuesAsText("soname").stream()
                        .filter(name -> name.startsWith("libtwo"))
                        .findFirst()
                        .orElse(""));
    }
}

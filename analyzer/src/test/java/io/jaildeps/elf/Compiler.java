package io.jaildeps.elf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes real programs and libraries with this machine's gcc, which its loader takes. */
final class Compiler {
    private final Path work;

    Compiler(Path work) {
        this.work = work;
    }

    static boolean isThere() {
        return Files.isExecutable(Path.of("/usr/bin/gcc"));
    }

    Path library(String path, String soname, List<String> needed, String... flags) {
        return link(path, needed, "-shared", soname.isEmpty() ? "-s" : "-Wl,-soname," + soname, flags);
    }

    Path program(String path, List<String> needed, String... flags) {
        return link(path, needed, "-pie", "-s", flags);
    }

    private Path link(String path, List<String> needed, String kind, String name, String... flags) {
        Path out = work.resolve(path);
        List<String> command = new ArrayList<>(List.of("gcc", "-nostdlib", "-fPIC", kind, name, "-o", out.toString()));
        command.add(source().toString());
        command.add("-Wl,--no-as-needed,--allow-shlib-undefined");
        command.addAll(List.of(flags));
        needed.forEach(wanted -> command.add(stub(wanted).toString()));
        run(out, command);
        return out;
    }

    /** A library that is only there to be linked against, so that its soname becomes a DT_NEEDED. */
    private Path stub(String soname) {
        Path stub = work.resolve("stubs").resolve(soname.replace('/', '_'));
        if (!Files.exists(stub)) {
            run(
                    stub,
                    List.of(
                            "gcc",
                            "-nostdlib",
                            "-shared",
                            "-Wl,-soname," + soname,
                            "-o",
                            stub.toString(),
                            source().toString()));
        }
        return stub;
    }

    private Path source() {
        Path source = work.resolve("stubs/start.c");
        try {
            if (!Files.exists(source)) {
                Files.createDirectories(source.getParent());
                Files.writeString(source, "void _start(void) {}\n");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return source;
    }

    private static void run(Path out, List<String> command) {
        try {
            Files.createDirectories(out.getParent());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + said);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}

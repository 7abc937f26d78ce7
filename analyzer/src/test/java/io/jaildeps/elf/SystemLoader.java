package io.jaildeps.elf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** This machine's own loader, asked for a listing of files that this machine trusts anyway. */
final class SystemLoader {
    static final Path PATH = Path.of("/lib64/ld-linux-x86-64.so.2");

    private SystemLoader() {}

    static boolean isThere() {
        return Files.isExecutable(PATH);
    }

    /** @param libraries name asked for to the path that the loader took, "not found" where there is none */
    record Listing(int status, String error, Map<String, String> libraries) {}

    static Listing list(String file, String... environment) throws IOException, InterruptedException {
        return run(List.of(PATH.toString(), "--list", file), environment);
    }

    /** Starts a program that the test has made itself; its loader lists instead of starting it, missing ones too. */
    static Listing executed(Path program, String... environment) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(environment));
        all.addAll(List.of("LD_TRACE_LOADED_OBJECTS", "1"));
        return run(List.of(program.toString()), all.toArray(String[]::new));
    }

    /** The same in a jail that the test has made; needs root. */
    static Listing executedIn(Path jail, String program) throws IOException, InterruptedException {
        return run(List.of("chroot", jail.toString(), "/lib64/" + PATH.getFileName(), "--list", program));
    }

    private static Listing run(List<String> command, String... environment) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().clear();
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        Path errors = Files.createTempFile("loader", ".err");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            int status = process.waitFor();
            return new Listing(
                    status,
                    Files.readString(errors, StandardCharsets.ISO_8859_1).strip(),
                    parse(out));
        } finally {
            Files.delete(errors);
        }
    }

    /**
     * <pre>
     *         linux-vdso.so.1 (0x00007f7cc3ef1000)
     *         libf.so => /tmp/real/libf.so (0x00007f7cc3edf000)
     *         libg.so => not found
     *         /lib64/ld-linux-x86-64.so.2 (0x00007f7cc3ef3000)
     * </pre>
     */
    private static Map<String, String> parse(String out) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String raw : out.split("\n")) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("linux-vdso.so.1 ") || line.equals("statically linked")) {
                continue;
            }
            int arrow = line.indexOf(" => ");
            int address = line.lastIndexOf(" (0x");
            String text = address < 0 ? line : line.substring(0, address);
            found.put(arrow < 0 ? text : line.substring(0, arrow), arrow < 0 ? text : text.substring(arrow + 4));
        }
        return found;
    }

    /** The same listing of a closure of ours. */
    static Map<String, String> listing(Closure closure) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Library library : closure.libraries()) {
            found.put(library.name().bytes(), library.loaderName());
        }
        // The loader lists itself only where a DT_NEEDED names it, as libc's does.
        closure.needs().stream()
                .skip(closure.program().elf().interpreter().isPresent() ? 1 : 0)
                .filter(need ->
                        need.resolution() instanceof Resolution.Found at && at.by() instanceof FoundBy.Interpreter)
                .flatMap(need -> closure.interpreter().stream())
                .forEach(loader -> found.put(loader.loaderName(), loader.loaderName()));
        for (Need missing : closure.missing()) {
            found.putIfAbsent(missing.name().bytes(), "not found");
        }
        return found;
    }
}

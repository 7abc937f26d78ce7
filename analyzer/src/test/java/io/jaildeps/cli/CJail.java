package io.jaildeps.cli;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.ManifestWriter;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.JailPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** A jail made by hand that holds the C programs {@code /bin/inside} and {@code /bin/escape}, and a manifest for it. */
record CJail(Path directory, Path manifest) {
    static CJail in(Path folder) throws IOException, InterruptedException {
        Path jail = folder.resolve("jail");
        for (String directory : List.of("bin", "etc", "proc", "tmp", "work")) {
            Files.createDirectories(jail.resolve(directory));
        }
        Files.setPosixFilePermissions(jail, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setAttribute(jail.resolve("tmp"), "unix:mode", 01777);
        Files.writeString(
                jail.resolve("etc/passwd"),
                "worker:x:4711:4712:::/bin/sh\ntwin:x:0:4712::/:/bin/sh\nroot:x:0:0::/root:/bin/sh\n");
        Files.writeString(jail.resolve("etc/group"), "worker:x:4712:\nfirst:x:4713:worker\nother:x:4714:\n");
        compile("inside", folder, jail);
        compile("escape", folder, jail);
        return new CJail(jail, write(folder.resolve("made.jail.json"), manifest("proc", "/proc")));
    }

    private static void compile(String name, Path folder, Path jail) throws IOException, InterruptedException {
        Requires.that(Files.isExecutable(Path.of("/usr/bin/gcc")), "needs gcc");
        Path source = folder.resolve(name + ".c");
        try (InputStream text = Objects.requireNonNull(CJail.class.getResourceAsStream(name + ".c"))) {
            Files.copy(text, source);
        }
        Process gcc = new ProcessBuilder(
                        "gcc",
                        "-static",
                        "-Wall",
                        "-Werror",
                        "-o",
                        jail.resolve("bin/" + name).toString(),
                        source.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (gcc.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    /** A manifest whose target is {@code inside}, as worker in /work, with one mount. */
    static Manifest manifest(String fstype, String place) {
        TreeMap<String, String> environment = new TreeMap<>();
        environment.put("PATH", "/bin");
        environment.put("COLOUR", "a b");
        Entry program = new Entry.File(
                JailPath.of("/bin/inside"), Mode.DIRECTORY, Owner.ROOT, new Content.Copy(), false, List.of());
        return new Manifest(
                new Manifest.Target(
                        List.of("/bin/inside"), JailPath.of("/work"), "worker", environment, "exit", List.of()),
                new Manifest.Platform("linux", "x86_64"),
                List.of(program),
                List.of(new Manifest.Mount(JailPath.of(place), fstype, List.of())),
                List.of(),
                List.of(),
                List.of());
    }

    static Path write(Path file, Manifest manifest) throws IOException {
        return Files.writeString(file, new ManifestWriter().write(manifest));
    }
}

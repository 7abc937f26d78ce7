package io.jaildeps.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.RunFacts;
import io.jaildeps.access.Traces;
import io.jaildeps.graph.Demand;
import io.jaildeps.manifest.Ready;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.ParseSummary;
import io.jaildeps.tree.Sysroot;
import io.jaildeps.verdict.PassResult;
import io.jaildeps.verdict.WrittenFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingSymbolsTest {
    private static final String PLUG_IN = "/opt/app/plugins/draw.so";

    @TempDir
    Path root;

    @BeforeEach
    void libraries() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is not installed");
        library(PLUG_IN, "void draw(void) {}");
        library("/opt/app/plugins/core.so", "void render(void) {} void paint(void) {}");
        library("/opt/lib/libfar.so", "void render(void) {} void shade(void) {}");
    }

    private void library(String path, String source) throws IOException, InterruptedException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Path code = Files.writeString(root.resolve("code.c"), source);
        Process gcc = new ProcessBuilder("gcc", "-nostdlib", "-shared", "-fPIC", "-o", file.toString(), code.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, gcc.waitFor(), said);
    }

    private static PassResult pass(Accesses accesses, String stderr) {
        return new PassResult(
                accesses,
                new RunFacts(),
                new PassResult.Ending.Exited(127),
                new Ready.Exit(),
                List.of(),
                List.of(),
                new PassResult.Reading(new ParseSummary(0, 0, 0, 0), false, 0, 1),
                new PassResult.Output("", stderr, "", false, WrittenFiles.NONE));
    }

    private static PassResult jailed(String stderr) {
        return pass(new Accesses(), stderr);
    }

    /** After a run on the host that opened the plug-in and a library elsewhere. */
    private MissingSymbols missing() {
        Accesses host = Traces.accesses(
                "1 open(\"" + PLUG_IN + "\", O_RDONLY) = 3",
                "1 open(\"/opt/lib/libfar.so\", O_RDONLY) = 3",
                "1 open(\"/opt/secret\", O_RDONLY) = 3");
        return new MissingSymbols(new Sysroot(HostPath.of(root)), pass(host, ""), JailPath.of("/opt/app"));
    }

    private static Demand.Definer definer(String library, String symbol, String lacking) {
        return new Demand.Definer(
                JailPath.of(library),
                symbol,
                Optional.of(lacking).filter(path -> !path.isEmpty()).map(JailPath::of));
    }

    @Test
    void theLibraryBesideTheOneThatLacksTheSymbolIsNearest() throws IOException {
        assertEquals(
                List.of(definer("/opt/app/plugins/core.so", "render", PLUG_IN)),
                missing().nearest(jailed("app: symbol lookup error: " + PLUG_IN + ": undefined symbol: render\n")));
    }

    @Test
    void aFileIsKnownByARelativePathABareNameOrNotAtAll() throws IOException {
        assertEquals(
                List.of(definer("/opt/app/plugins/core.so", "render", PLUG_IN)),
                missing().nearest(jailed("./plugins/draw.so: undefined symbol: render\n")));
        assertEquals(
                List.of(definer("/opt/lib/libfar.so", "render", "/opt/lib/libfar.so")),
                missing().nearest(jailed("app:libfar.so: undefined symbol 'render'\n")));
        assertEquals(
                List.of(definer("/opt/lib/libfar.so", "shade", "")),
                missing().nearest(jailed("undefined symbol 'shade'\n")));
    }

    @Test
    void allSymbolsThatAreMissedAreLookedUp() throws IOException {
        assertEquals(
                List.of(
                        definer("/opt/app/plugins/core.so", "paint", PLUG_IN),
                        definer("/opt/lib/libfar.so", "shade", PLUG_IN)),
                missing()
                        .nearest(jailed("Error relocating " + PLUG_IN + ": paint: symbol not found\nError relocating "
                                + PLUG_IN + ": absent: symbol not found\nError relocating " + PLUG_IN
                                + ": shade: symbol not found\n")));
    }

    @Test
    void everyLibraryThatDefinesItIsTold() throws IOException {
        MissingSymbols missing = missing();
        assertEquals(
                "the symbol render is undefined (defined by /opt/app/plugins/core.so, /opt/lib/libfar.so)",
                missing.words(jailed(PLUG_IN + ": undefined symbol: render\n")));
        assertEquals(
                "the symbol \\x1bx is undefined (no library in reach defines it)",
                missing.words(jailed(PLUG_IN + ": undefined symbol: \u001bx\n")));
        assertEquals("", missing.words(jailed("core dumped\n")));
    }
}

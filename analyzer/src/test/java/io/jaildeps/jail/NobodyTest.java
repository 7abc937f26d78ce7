package io.jaildeps.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.fixtures.TreeDump;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NobodyTest {
    private static final int NOBODY = 65534;

    @TempDir
    Path folder;

    @Test
    void withoutRootTheJailHasWhatCanBeMadeAndTheRestIsTold() throws Exception {
        Root.assume();
        Attributes.mode(folder, 0755);
        Sandbox sandbox = Sandbox.in(folder);
        Attributes.owner(sandbox.place(), NOBODY, NOBODY);
        Attributes.mode(sandbox.write("bin/su", "su"), 04755);
        Attributes.mode(sandbox.write("bin/other", "other"), 0755);
        Attributes.mode(sandbox.host().resolve("bin"), 0555);

        List<String> said = run(sandbox);

        assertEquals(
                List.of(
                        "/: file capabilities and ACLs are not kept: needs root and the cp of GNU coreutils",
                        "/: owners are not set and devices not made: needs root",
                        "/bin/su: setuid and setgid not kept: needs root",
                        "/dev/null: character device not made: mknod",
                        "3 files"),
                said.stream()
                        .map(line -> line.replaceFirst("mknod:.*", "mknod"))
                        .toList());
        Map<String, String> dump = TreeDump.of(sandbox.jail());
        String owner = String.valueOf(dump.get("/")).replace("directory 0755 ", "");
        assertEquals("file 0755 " + owner + " 0a64ce10", dump.get("/bin/su"));
        assertEquals("fifo 0600 " + owner, dump.get("/run/pipe"));
        assertEquals("directory 0755 " + owner, dump.get("/bin"));
        assertEquals(4, run(sandbox).size() - 1, "a refresh works too");
    }

    private static List<String> run(Sandbox sandbox) throws Exception {
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--reuid=" + NOBODY,
                        "--regid=" + NOBODY,
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        NobodysBuild.class.getName(),
                        sandbox.host().toString(),
                        sandbox.jail().toString())
                .redirectErrorStream(true)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        Root.assume(
                process.waitFor() == 0 && Files.exists(sandbox.jail()),
                "needs setpriv(1) and readable classes: " + lines);
        return lines;
    }
}

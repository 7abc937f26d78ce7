package io.jaildeps.jail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.fixtures.TreeDump;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds by processes that lack something: root, or the tools. */
class LesserHostsTest {
    private static final int NOBODY = 65534;

    /** Nothing that swaps directories can be executed by what runs behind it. */
    private static final String HIDE_TOOLS = """
            for directory in /usr/bin /bin /usr/local/bin; do
                for tool in mv exch perl; do
                    if [ -x $directory/$tool ]; then mount --bind /dev/null $directory/$tool || exit; fi
                done
            done
            exec "$@"
            """;

    @TempDir
    Path folder;

    @Test
    void withoutRootTheJailHasWhatCanBeMadeAndTheRestIsTold() throws Exception {
        Requires.root();
        Attributes.mode(folder, 0755);
        Sandbox sandbox = Sandbox.in(folder);
        Attributes.owner(sandbox.place(), NOBODY, NOBODY);
        Attributes.mode(sandbox.write("bin/su", "su"), 04755);
        Attributes.mode(sandbox.write("bin/other", "other"), 0755);
        Attributes.mode(sandbox.host().resolve("bin"), 0555);

        List<String> said = runAsNobody(sandbox);

        assertEquals(
                List.of(
                        "/: " + sandbox.place() + ": mode 0755, owner " + NOBODY + ":" + NOBODY
                                + ": others than root can put another directory in the jail's place; mend it: chown root "
                                + sandbox.place(),
                        "/: file capabilities and ACLs are not kept: needs root and the cp of GNU coreutils",
                        "/: no directory above it keeps users of the host out; mend it: chmod 0700 " + sandbox.place(),
                        "/: owners are not set and devices not made: needs root",
                        "/bin/su: setuid and setgid not kept: needs root",
                        "/dev/null: character device not made: mknod",
                        "3 files"),
                said.stream()
                        .map(line -> line.replaceFirst("made: .*mknod:.*", "made: mknod"))
                        .toList());
        Map<String, String> dump = TreeDump.of(sandbox.jail());
        String owner = String.valueOf(dump.get("/")).replace("directory 0755 ", "");
        assertEquals("file 0755 " + owner + " 0a64ce10", dump.get("/bin/su"));
        assertEquals("fifo 0600 " + owner, dump.get("/run/pipe"));
        assertEquals("directory 0755 " + owner, dump.get("/bin"));
        assertEquals(6, runAsNobody(sandbox).size() - 1, "a refresh works too");
    }

    @Test
    void whereNoToolSwapsDirectoriesTheJailIsReplacedInTwoSteps() throws Exception {
        Requires.root();
        assumeTrue(Requires.rootIsMounted(), "mounts over the tools would be seen outside of the test");
        Sandbox sandbox = Sandbox.in(folder);
        Attributes.mode(sandbox.write("bin/su", "su"), 04755);
        sandbox.write("bin/other", "other");
        String[] withoutTools = {"unshare", "--mount", "sh", "-c", HIDE_TOOLS, "sh"};
        assertEquals(List.of("3 files"), run(sandbox, withoutTools));
        sandbox.writeInJail("state", "state");
        Map<String, String> tree = TreeDump.of(sandbox.jail());
        assertEquals(
                List.of("/: replaced in two steps: no tool here swaps directories in one", "3 files"),
                run(sandbox, withoutTools));
        assertEquals(tree, TreeDump.of(sandbox.jail()));
        assertEquals(
                List.of(".jail.jaildeps", ".jail.jaildeps/lock", ".jail.jaildeps/manifest", ".jail.jaildeps/owned"),
                sandbox.besides());
    }

    @Test
    void theCallersPathIsNotAskedForTools() throws Exception {
        Requires.root();
        Sandbox sandbox = Sandbox.in(folder);
        Path called = folder.resolve("called");
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("cp", "rm", "touch", "mknod", "mkfifo", "xargs", "env")) {
            Files.writeString(tools.resolve(tool), "#!/bin/sh\necho " + tool + " >>" + called + "\n");
            Attributes.mode(tools.resolve(tool), 0755);
        }
        sandbox.write("bin/su", "su");
        sandbox.write("bin/other", "other");
        assertEquals(List.of("3 files"), run(sandbox, "/usr/bin/env", "PATH=" + tools));
        assertFalse(Files.exists(called));
    }

    /** As a user who may not be able to read what the tests are made of, in /root for example: gets copies of it. */
    private List<String> runAsNobody(Sandbox sandbox) throws Exception {
        Path copies = Files.createDirectories(folder.resolve("classes"));
        List<String> command = new ArrayList<>(List.of("cp", "-rL", "--parents", "-t", copies.toString()));
        List<String> classes = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(":")) {
            if (Files.exists(Path.of(each))) {
                command.add(each);
                classes.add(copies + each);
            }
        }
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        command = List.of("chmod", "-R", "a+rX", copies.toString());
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
        return run(sandbox, String.join(":", classes), new String[] {
            "setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"
        });
    }

    private static List<String> run(Sandbox sandbox, String... before) throws Exception {
        return run(sandbox, System.getProperty("java.class.path"), before);
    }

    private static List<String> run(Sandbox sandbox, String classes, String[] before) throws Exception {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes,
                LesserBuild.class.getName(),
                sandbox.host().toString(),
                sandbox.jail().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = process.inputReader().lines().toList();
        Requires.that(
                process.waitFor() == 0 && Files.exists(sandbox.jail()),
                "needs " + before[0] + " and readable classes: " + lines);
        return lines;
    }
}

package io.jaildeps.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutedFilesTest {
    @TempDir
    private Path jail;

    @BeforeEach
    void programs() throws IOException {
        Files.createDirectories(jail.resolve("bin/directory"));
        Files.createDirectories(jail.resolve("etc"));
        script("script", "#! /bin/interpreter -x\n");
        script("chain", "#!/bin/script\n");
        script("plain", "echo no first line\n");
        Files.copy(Path.of("/bin/sh").toRealPath(), jail.resolve("bin/sh"));
        Files.writeString(jail.resolve("etc/text"), "#!/bin/plain\n");
        Files.createSymbolicLink(jail.resolve("bin/climbs"), Path.of("../../../../bin/sh"));
        Files.createSymbolicLink(jail.resolve("bin/outside"), Path.of("/usr/bin/env"));
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(jail.resolve("bin").resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String lacking(String program) throws IOException {
        return new ExecutedFiles(new Sysroot(HostPath.of(jail)))
                .lacking(program)
                .orElse("");
    }

    @Test
    void what_is_missing_is_named_with_what_it_is_to_the_program() throws IOException {
        assertEquals("the jail lacks /bin/absent", lacking("/bin/absent"));
        assertEquals("the jail lacks /bin/interpreter, the interpreter of /bin/script", lacking("/bin/script"));
        assertEquals("the jail lacks /bin/interpreter, the interpreter of /bin/script", lacking("/bin/chain"));
        assertEquals("nobody may execute /etc/text", lacking("/etc/text"));
        assertEquals("/bin/directory is no regular file", lacking("/bin/directory"));
        assertEquals("the jail lacks /bin/outside", lacking("/bin/outside"));
    }

    @Test
    void a_loader_that_is_missing_is_named_and_nothing_is_missed_once_it_is_there() throws IOException {
        String message = lacking("/bin/sh");
        assertEquals(Optional.of("the jail lacks "), Optional.of(message.substring(0, 15)));
        String loader = message.substring(15, message.indexOf(','));
        assertEquals("the jail lacks " + loader + ", the loader of /bin/sh", message);
        Path place = jail.resolve(loader.substring(1));
        Files.createDirectories(place.getParent());
        Files.copy(Path.of(loader).toRealPath(), place);
        assertEquals("", lacking("/bin/sh"));
        assertEquals("", lacking("/bin/climbs"));
        assertEquals("", lacking("/bin/plain"));
    }
}

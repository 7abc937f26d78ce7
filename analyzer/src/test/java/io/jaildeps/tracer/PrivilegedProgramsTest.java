package io.jaildeps.tracer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivilegedProgramsTest {
    @TempDir
    Path folder;

    @Test
    void aProgramThatTakesAnothersRightsIsTold() throws IOException, InterruptedException {
        HostPath plain = program("plain", 0755);
        HostPath setuid = program("setuid", 04755);
        HostPath setgid = program("setgid", 02755);
        HostPath gone = HostPath.of(folder.resolve("gone"));
        assertFalse(PrivilegedPrograms.any(List.of()));
        assertFalse(PrivilegedPrograms.any(List.of(plain, gone)));
        assertTrue(PrivilegedPrograms.any(List.of(plain, setuid)));
        assertTrue(PrivilegedPrograms.any(List.of(setgid)));
    }

    private HostPath program(String name, int mode) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        Files.setAttribute(file, "unix:mode", mode);
        return HostPath.of(file);
    }
}

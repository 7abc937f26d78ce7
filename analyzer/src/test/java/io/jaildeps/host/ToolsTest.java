package io.jaildeps.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.HostPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
    @Test
    void aToolIsFoundInTheSystemsDirectoriesOnly(@TempDir Path folder) throws Exception {
        Path mine = Files.createFile(folder.resolve("jaildeps-tool"));
        assertTrue(mine.toFile().setExecutable(true));
        assertTrue(Tools.find("env").filter(path -> path.endsWith("/bin/env")).isPresent());
        assertEquals(Optional.empty(), Tools.find("jaildeps-tool"));
    }

    @Test
    void anAbsentToolIsAnOutcome() throws Exception {
        assertEquals(
                new Tools.Outcome(127, "jaildeps-tool: not installed"), Tools.run(List.of("jaildeps-tool", "\u00ff")));
    }

    @Test
    void argumentsAreBytes(@TempDir Path folder) throws Exception {
        HostPath odd = HostPath.of(folder).resolve("\u00ff\n");
        Files.createDirectory(odd.toPath());
        assertEquals(new Tools.Outcome(0, ""), Tools.run(odd, List.of("touch", "\u00fe", " '\"$(x)")));
        assertTrue(Files.exists(odd.resolve("\u00fe").toPath()));
        assertTrue(Files.exists(odd.resolve(" '\"$(x)").toPath()));
    }

    @Test
    void whatAToolSaysOfPathsOfAnyBytesComesBackAsBytes(@TempDir Path folder) throws Exception {
        HostPath odd = HostPath.of(folder).resolve("\u00ff\u00e4");
        Files.createFile(odd.toPath());
        assertEquals(Optional.of(odd.bytes() + "\n"), Tools.output(List.of("ls", "--", odd.bytes()), new byte[0], 0));
    }

    @Test
    void whatTakesTooLongIsEnded() throws Exception {
        Tools.Outcome outcome = Tools.run(List.of("sleep", "60"), Duration.ofMillis(50));
        assertEquals(124, outcome.status());
    }

    @Test
    void theMessageOfAFailureIsPrintable() throws Exception {
        Tools.Outcome outcome = Tools.run(List.of("ls", "--", "/no\u001bwhere"));
        assertTrue(outcome.output().contains("No such file or directory"), outcome::output);
        assertTrue(outcome.output().indexOf('\u001b') < 0);
    }
}

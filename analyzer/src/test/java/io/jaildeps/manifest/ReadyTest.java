package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jaildeps.path.JailPath;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyTest {
    private static final Map<String, Ready> CONDITIONS = Map.ofEntries(
            Map.entry("exit", new Ready.Exit()),
            Map.entry("listen", new Ready.Listen()),
            Map.entry("guess", new Ready.Guess()),
            Map.entry("tcp:22", new Ready.Tcp(22)),
            Map.entry("tcp:localhost:8080", new Ready.Tcp(8080)),
            Map.entry("tcp:[::1]:65535", new Ready.Tcp(65535)),
            Map.entry("unix:/run/x:y", new Ready.UnixSocket(JailPath.of("/run/x:y"))),
            Map.entry("file:/run/x.pid", new Ready.FileExists(JailPath.of("/run/x.pid"))),
            Map.entry("file:/run/\u00e4", new Ready.FileExists(JailPath.of("/run/\u00e4"))),
            Map.entry("log:ready: \\d+", new Ready.Log("ready: \\d+")),
            Map.entry("quiet:3", new Ready.Quiet(Duration.ofSeconds(3))),
            Map.entry("quiet:0.25", new Ready.Quiet(Duration.ofMillis(250))));

    @Test
    void everyFormIsRead() {
        CONDITIONS.forEach((text, ready) -> assertEquals(ready, Ready.parse(text), text));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        CONDITIONS.forEach((text, ready) -> assertEquals(ready, Ready.parse(ready.text()), text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "never",
                "EXIT",
                "exit:",
                "exit:0",
                "guess:1",
                "tcp",
                "tcp:",
                "tcp:0",
                "tcp:65536",
                "tcp:ssh",
                "tcp:-1",
                "unix:",
                "unix:run/x",
                "file:",
                "file:relative",
                "log:",
                "log:(",
                "quiet:",
                "quiet:-1",
                "quiet:x",
                "quiet:99999"
            })
    void whatIsNoneOfThemIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Ready.parse(text));
    }
}

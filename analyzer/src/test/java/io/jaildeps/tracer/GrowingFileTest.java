package io.jaildeps.tracer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class GrowingFileTest {
    @TempDir
    Path folder;

    private final CountDownLatch ended = new CountDownLatch(1);

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("trace"), text);
    }

    @Test
    void aFileWhoseWriterHasEndedIsReadToItsEnd() throws Exception {
        ended.countDown();
        try (InputStream in = new GrowingFile(file("abc"), ended)) {
            assertEquals("abc", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            assertEquals(-1, in.read());
        }
    }

    @Test
    void aLineIsReadAsSoonAsItIsWritten() throws Exception {
        Path file = file("one\n");
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new GrowingFile(file, ended), StandardCharsets.US_ASCII))) {
            assertEquals("one", in.readLine());
            CompletableFuture<String> next = CompletableFuture.supplyAsync(() -> {
                try {
                    return String.valueOf(in.readLine());
                } catch (IOException e) {
                    return e.toString();
                }
            });
            TimeUnit.MILLISECONDS.sleep(30);
            assertFalse(next.isDone());
            Files.writeString(file, "two\n", StandardOpenOption.APPEND);
            assertEquals("two", next.get(10, TimeUnit.SECONDS));
            ended.countDown();
            assertEquals(null, in.readLine());
        }
    }

    @Test
    void whatIsWrittenLastIsNotLost() throws Exception {
        for (int round = 0; round < 100; round++) {
            CountDownLatch end = new CountDownLatch(1);
            Path file = file("");
            try (InputStream in = new GrowingFile(file, end)) {
                CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                    try {
                        Files.writeString(file, "last", StandardOpenOption.APPEND);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    end.countDown();
                });
                assertEquals("last", new String(in.readAllBytes(), StandardCharsets.US_ASCII));
                writer.get(10, TimeUnit.SECONDS);
            }
        }
    }
}

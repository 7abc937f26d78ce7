package io.jaildeps.jail;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Runs a program of the system by its argument list, never through a shell. Arguments are bytes, one per char: the JDK
 * hands on only what the locale can encode, so others go through the input of {@code xargs -0}.
 */
final class Tool {
    private static final int MAX_MESSAGE_BYTES = 4096;

    private Tool() {}

    /** @param status 127 if there is no such program @param output the beginning of what it wrote, printable */
    record Outcome(int status, String output) {
        boolean done() {
            return status == 0;
        }
    }

    static Outcome run(List<String> command) throws IOException, InterruptedException {
        return run(HostPath.ROOT, command);
    }

    static Outcome run(HostPath directory, List<String> command) throws IOException, InterruptedException {
        boolean ascii = isAscii(directory.bytes()) && command.stream().allMatch(Tool::isAscii);
        ProcessBuilder builder;
        byte[] input = {};
        if (ascii) {
            builder = new ProcessBuilder(command).directory(new File(directory.bytes()));
        } else {
            builder = new ProcessBuilder("xargs", "-0", "-x", "-s", "1000000", "env", "-C");
            List<String> rest = new ArrayList<>(List.of(directory.bytes()));
            rest.addAll(command);
            input = (String.join("\0", rest) + "\0").getBytes(StandardCharsets.ISO_8859_1);
        }
        builder.environment().put("LC_ALL", "C");
        return run(builder.redirectErrorStream(true), input);
    }

    private static Outcome run(ProcessBuilder builder, byte[] input) throws IOException, InterruptedException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException absent) {
            return new Outcome(127, builder.command().get(0) + ": cannot be started");
        }
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> beginning(process.getInputStream()));
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException ended) {
                // It ended without reading all; its status tells why.
                return new Outcome(Math.max(1, process.waitFor()), output.join());
            }
            int status = process.waitFor();
            return new Outcome(status, output.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String beginning(InputStream stream) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                kept.write(buffer, 0, Math.max(0, Math.min(count, MAX_MESSAGE_BYTES - kept.size())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Printable.of(kept.toString(StandardCharsets.ISO_8859_1).strip().replace('\n', ';'));
    }

    private static boolean isAscii(String bytes) {
        return bytes.chars().allMatch(c -> c < 0x80);
    }
}

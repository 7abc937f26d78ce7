package io.jaildeps.host;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Finds programs of the system and runs them by argument lists, never through a shell. Arguments are bytes, one per
 * char: the JDK hands on only what the locale can encode, so others go through the input of {@code xargs -0}.
 */
public final class Tools {
    private static final List<String> DIRECTORIES =
            List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/local/sbin");
    private static final int MAX_MESSAGE_BYTES = 4096;
    private static final Duration UNLIMITED = Duration.ofDays(365);
    private static final int NOT_FOUND = 127;
    private static final int TIMED_OUT = 124;

    private Tools() {}

    /**
     * How a tool ended.
     *
     * @param status 127 if there is no such program, 124 if it took too long
     * @param output the beginning of what it wrote, printable
     */
    public record Outcome(int status, String output) {
        public boolean done() {
            return status == 0;
        }
    }

    /** The absolute path of a program in the system's own directories; never by the caller's PATH: we may be root. */
    public static Optional<String> find(String name) {
        return DIRECTORIES.stream()
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** @param command a program's name, for {@link #find}, and its arguments */
    public static Outcome run(List<String> command) throws IOException, InterruptedException {
        return run(HostPath.ROOT, command, UNLIMITED);
    }

    public static Outcome run(HostPath directory, List<String> command) throws IOException, InterruptedException {
        return run(directory, command, UNLIMITED);
    }

    /** For tools that may wait for something else, such as a file server. */
    public static Outcome run(List<String> command, Duration limit) throws IOException, InterruptedException {
        return run(HostPath.ROOT, command, limit);
    }

    /**
     * All that a tool writes, one char per byte, and nothing of its errors. Empty if there is no such tool or its status
     * is above {@code worst}.
     *
     * @param command its arguments are bytes; only ASCII if there is input
     * @param input shorter than what a pipe holds, or the tool reads all of it before it writes
     */
    public static Optional<String> output(List<String> command, byte[] input, int worst)
            throws IOException, InterruptedException {
        Optional<String> program = find(command.get(0));
        if (program.isEmpty()) {
            return Optional.empty();
        }
        List<String> found = new ArrayList<>(command);
        found.set(0, program.get());
        byte[] given = input;
        if (!found.stream().allMatch(Tools::isAscii)) {
            Optional<String> xargs = find("xargs");
            if (xargs.isEmpty() || input.length > 0) {
                return Optional.empty();
            }
            given = (String.join("\0", found) + "\0").getBytes(StandardCharsets.ISO_8859_1);
            found = List.of(
                    xargs.get(), "-0", "-x", "-s", "1000000", find("env").orElse("env"));
        }
        ProcessBuilder builder = new ProcessBuilder(found).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (InputStream from = process.getInputStream()) {
            try (OutputStream to = process.getOutputStream()) {
                to.write(given);
            }
            String output = new String(from.readAllBytes(), StandardCharsets.ISO_8859_1);
            return process.waitFor() <= worst ? Optional.of(output) : Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }

    private static Outcome run(HostPath directory, List<String> command, Duration limit)
            throws IOException, InterruptedException {
        boolean ascii = isAscii(directory.bytes()) && command.stream().allMatch(Tools::isAscii);
        List<String> names = ascii ? command.subList(0, 1) : List.of(command.get(0), "xargs", "env");
        List<String> programs = new ArrayList<>();
        for (String name : names) {
            Optional<String> program = find(name);
            if (program.isEmpty()) {
                return new Outcome(NOT_FOUND, name + ": not installed");
            }
            programs.add(program.get());
        }
        List<String> found = new ArrayList<>(command);
        found.set(0, programs.get(0));
        if (ascii) {
            return run(new ProcessBuilder(found).directory(new File(directory.bytes())), new byte[0], limit);
        }
        found.add(0, directory.bytes());
        byte[] input = (String.join("\0", found) + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return run(
                new ProcessBuilder(programs.get(1), "-0", "-x", "-s", "1000000", programs.get(2), "-C"), input, limit);
    }

    private static Outcome run(ProcessBuilder builder, byte[] input, Duration limit)
            throws IOException, InterruptedException {
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException absent) {
            return new Outcome(NOT_FOUND, builder.command().get(0) + ": cannot be started");
        }
        try {
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> beginning(process.getInputStream()));
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException ended) {
                // It ended without reading all; its status tells why.
                return new Outcome(Math.max(1, process.waitFor()), output.join());
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome(
                        TIMED_OUT, builder.command().get(0) + ": took more than " + limit.toSeconds() + " s");
            }
            return new Outcome(process.exitValue(), output.join());
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

package io.jaildeps.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One command line as it was typed, and what it came to. */
record Typed(int status, String out, String err) {
    /** In this process. */
    static Typed run(Object... words) {
        return withInput("", words);
    }

    static Typed withInput(String input, Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)),
                new PrintWriter(out),
                new PrintWriter(err),
                words(words).toArray(String[]::new));
        return new Typed(status, out.toString(), err.toString());
    }

    /** In a process of its own, started by a command such as {@code unshare --mount}. */
    static Typed inProcess(List<String> starter, Path output, Object... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(starter);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.jaildeps.cli.Main"));
        command.addAll(words(words));
        Path err = Files.createTempFile("jaildeps", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            String out = Files.isRegularFile(output) ? Files.readString(output) : "";
            return new Typed(process.exitValue(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    private static List<String> words(Object... words) {
        return List.of(words).stream().map(String::valueOf).toList();
    }

    /** For a message of JUnit. */
    String words() {
        return "status " + status + "\nout: " + out + "\nerr: " + err;
    }
}

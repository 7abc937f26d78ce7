package io.jaildeps.proof;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that has ended, with what it wrote. */
record Finished(List<String> command, int status, String out, String err) {
    private static final int TAIL_LINES = 25;

    /** Runs to the end. Output goes to files: a daemon that keeps them open holds nobody up. */
    static Finished of(ProcessBuilder builder, Duration patience) throws IOException, InterruptedException {
        Path out = Files.createTempFile("jaildeps-test", ".out");
        Path err = Files.createTempFile("jaildeps-test", ".err");
        try {
            Process process = builder.redirectInput(new File("/dev/null"))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            String late = ended ? "" : "\nended by the test after " + patience.toSeconds() + " s";
            return new Finished(builder.command(), process.exitValue(), read(out), read(err) + late);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    // as bytes: names in it need not be UTF-8
    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    boolean succeeded() {
        return status == 0;
    }

    /** What a person needs to see why it failed. */
    String words() {
        return String.join(" ", command) + "\nended with status " + status + "\nstdout: " + tail(out) + "\nstderr: "
                + tail(err);
    }

    private static String tail(String text) {
        List<String> lines = text.lines().toList();
        return String.join("\n    ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}

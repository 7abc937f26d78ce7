package io.jaildeps.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs commands one after the other in one Java machine that writes an archive of the classes they used when it ends:
 * {@code java -XX:ArchiveClassesAtExit=FILE -cp JAR io.jaildeps.cli.Training DIRECTORY}. What they find does not matter.
 */
final class Training {
    private Training() {}

    /** @param args a directory for what the commands write, empty */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        Path manifest = directory.resolve("sh.jail.json");
        run("trace", "-o", manifest.toString(), "--timeout", "10", "--", "/bin/sh", "-c", "ls /");
        if (!Files.exists(manifest)) {
            run("trace", "-o", manifest.toString(), "--timeout", "10", "--no-verify", "--", "/bin/sh", "-c", "ls /");
        }
        run("build", manifest.toString(), directory.resolve("jail").toString());
        run("report", manifest.toString());
        run("ldd", "/bin/sh");
        run("--help");
        System.exit(ExitStatus.DONE);
    }

    private static void run(String... args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Main.run(InputStream.nullInputStream(), nowhere, nowhere, args);
    }
}

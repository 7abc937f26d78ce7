package io.jaildeps.proof;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program, as a person starts it. */
final class Jaildeps {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final List<String> PROGRAM = program();

    private Jaildeps() {}

    static Finished run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments));
    }

    static Finished run(List<String> arguments) throws IOException, InterruptedException {
        return Finished.of(builder(arguments), PATIENCE);
    }

    /** From a directory that means nothing to any target, in a session of its own: a signal to our group ends Maven. */
    static ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(PROGRAM);
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(new File("/"));
    }

    /** What was built, by the command that users start; the classes as they are where no build is under way. */
    private static List<String> program() {
        String built = System.getProperty("jaildeps.program");
        return built != null
                ? List.of(built)
                : List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsun.jnu.encoding=UTF-8",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.jaildeps.cli.Main");
    }

    /** What a person would type, for messages. */
    static String typed(List<String> arguments) {
        return "jaildeps "
                + String.join(
                        " ",
                        arguments.stream()
                                .map(word ->
                                        word.matches("[-\\w/:=.,@+]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                                .toList());
    }
}

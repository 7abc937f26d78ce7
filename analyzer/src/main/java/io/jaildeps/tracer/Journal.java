package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import io.jaildeps.trace.Pid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run of jaildeps started and made, written down before it is done, so that whoever comes after a killed run can
 * end its processes and remove its files. The last line may be cut off.
 *
 * <pre>
 *   tracer PID START
 *   directory PATH
 *   empty PATH
 * </pre>
 */
final class Journal {
    private static final int KILL_ROUNDS = 50;
    private static final long KILL_PAUSE_MILLIS = 20;

    private final Path workspace;
    private final Path file;

    /** @param workspace the run's own directory, which holds the journal */
    Journal(Path workspace) {
        this.workspace = workspace;
        this.file = workspace.resolve("journal");
    }

    /** A tracer that lives. */
    void tracer(long pid) throws IOException {
        write("tracer " + pid + " " + ProcessTree.startTicks(pid).orElse("0"));
    }

    /** A directory of the name {@link #nameElsewhere} that is about to be made. */
    void directory(Path directory) throws IOException {
        write("directory " + directory);
    }

    /** A directory that is about to be made for the target; if it is still empty at the end, it goes. */
    void emptyDirectory(Path directory) throws IOException {
        write("empty " + directory);
    }

    /** What a directory outside of the workspace is called: no other one is removed, whatever the journal says. */
    String nameElsewhere() {
        return "jaildeps-" + workspace.getFileName();
    }

    private void write(String line) throws IOException {
        Files.writeString(
                file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Ends what is left of the runs, then removes the files and the workspace itself. */
    void undo() throws IOException, InterruptedException {
        // a run that was killed just now may have started a tracer and not come to note it
        for (Pid tracer : ProcessTree.writersOfTraces(workspace)) {
            endTraced(tracer.number(), ProcessTree.startTicks(tracer.number()).orElse(""));
        }
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] word = line.split(" ", 3);
                if (word.length == 3 && word[0].equals("tracer")) {
                    endTraced(Long.parseLong(word[1]), word[2]);
                } else if (word.length >= 2 && word[0].equals("directory")) {
                    Path directory = Path.of(line.substring("directory ".length()));
                    if (directory.endsWith(nameElsewhere())) { // else the line was cut off
                        deleteTree(directory);
                    }
                } else if (word.length >= 2 && word[0].equals("empty")) {
                    deleteIfEmpty(Path.of(line.substring("empty ".length())));
                }
            }
        }
        deleteTree(workspace);
    }

    /** Ends all that a tracer traces, then the tracer, if it is still the process that was started. */
    private static void endTraced(long tracer, String startTicks) throws IOException, InterruptedException {
        for (int round = 0; round < KILL_ROUNDS; round++) {
            if (!ProcessTree.startTicks(tracer).equals(Optional.of(startTicks))) {
                return;
            }
            List<Pid> traced = ProcessTree.tracedBy(tracer);
            for (Pid pid : traced) {
                ProcessHandle.of(pid.number()).ifPresent(ProcessHandle::destroyForcibly);
            }
            if (traced.isEmpty()) {
                ProcessHandle.of(tracer).ifPresent(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(KILL_PAUSE_MILLIS);
        }
    }

    private static void deleteIfEmpty(Path directory) throws IOException {
        try {
            Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException used) {
            return; // the target keeps something there, as it would under its service manager
        }
    }

    private static void deleteTree(Path tree) throws IOException, InterruptedException {
        MountsBelow.unmount(HostPath.of(tree));
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException gone) {
            return;
        }
    }
}

package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The directories of one run of jaildeps, with a {@link Journal} of what it started. Named by the process that owns it.
 *
 * <pre>
 *   BASE/PID-START/journal     what to end and remove
 *   BASE/PID-START/scratch     files of the proof, the target sees them at this path
 * </pre>
 */
public final class Workspace implements AutoCloseable {
    private final Path own;
    private final Journal journal;
    private final List<TracedRun> runs = new ArrayList<>();

    private Workspace(Path own) {
        this.own = own;
        this.journal = new Journal(own);
    }

    /**
     * Makes a workspace, after removing those of runs that were killed.
     *
     * @param base a directory for all workspaces, made if absent; nobody else may write there
     */
    public static Workspace open(HostPath base) throws IOException, InterruptedException {
        Path directory = base.toPath();
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        checkOwner(directory);
        removeLeftovers(directory);
        long pid = ProcessHandle.current().pid();
        Path own = directory.resolve(pid + "-" + ProcessTree.startTicks(pid).orElse("0"));
        Files.createDirectory(own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        return new Workspace(own);
    }

    /** Somebody else's directory could hold a journal that names processes and directories of ours. */
    private static void checkOwner(Path directory) throws IOException {
        boolean ours = Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        boolean closed = Files.getAttribute(directory, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Integer mode
                && (mode & 0022) == 0
                && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
        if (!ours || !closed) {
            throw new IOException(
                    "cannot work in " + HostPath.of(directory) + ": it is not a directory that only we can write to");
        }
    }

    /** A file or directory of this run, not made yet. */
    public HostPath file(String name) {
        return HostPath.of(own.resolve(name));
    }

    /** The directory in which the proof keeps its files, made at the first call. */
    public HostPath scratch() throws IOException {
        Path scratch = own.resolve("scratch");
        if (!Files.exists(scratch)) {
            Files.createDirectory(
                    scratch, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        return HostPath.of(scratch);
    }

    /** Makes a directory elsewhere that goes when the workspace goes. @param parent its mount allows device nodes */
    public HostPath directory(HostPath parent) throws IOException {
        Path directory = parent.toPath().resolve(journal.nameElsewhere());
        journal.directory(directory);
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        return HostPath.of(directory);
    }

    /** Notes a directory that is about to be made for the target; if it is still empty at the end, it goes. */
    public void emptyDirectory(HostPath directory) throws IOException {
        journal.emptyDirectory(directory.toPath());
    }

    /** To be told of each run as soon as it lives. */
    public synchronized void started(TracedRun run) {
        runs.add(run);
        try {
            journal.tracer(run.tracer().pid());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write journal: " + e.getMessage(), e);
        }
    }

    /** Ends what is left of the runs and removes the files. */
    @Override
    public synchronized void close() throws IOException {
        try {
            journal.undo();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while cleaning up", e);
        }
    }

    private static void removeLeftovers(Path base) throws IOException, InterruptedException {
        List<Path> dead = new ArrayList<>();
        try (DirectoryStream<Path> workspaces = Files.newDirectoryStream(base, "[0-9]*-[0-9]*")) {
            for (Path workspace : workspaces) {
                String[] owner = workspace.getFileName().toString().split("-");
                if (!owner[0].matches("\\d{1,10}")) {
                    continue;
                }
                Optional<String> start = ProcessTree.startTicks(Long.parseLong(owner[0]));
                if (!start.equals(Optional.of(owner[1]))) {
                    dead.add(workspace);
                }
            }
        }
        for (Path workspace : dead) {
            new Journal(workspace).undo();
        }
    }
}

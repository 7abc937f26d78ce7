package io.jaildeps.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs programs in jails: the tools are asked for, the run is rehearsed, then it is done. */
public final class JailRun {
    private static final List<String> STANDARD = List.of("input", "output", "error");

    private final JailedProgram program;
    private final Limits limits;
    private final boolean byBwrap;

    /** @param byBwrap bwrap(1) confines, not the system's own tools */
    public JailRun(JailedProgram program, Limits limits, boolean byBwrap) {
        this.program = program;
        this.limits = limits;
        this.byBwrap = byBwrap;
    }

    /** The words that would be run. */
    public List<String> words() throws CannotRun, IOException {
        return byBwrap ? new BwrapCommand(program, limits).words() : new ToolChain(program, limits).words();
    }

    /**
     * Starts the program, after it was checked that it can not come back.
     *
     * @throws CannotRun if it could, or a tool is missing or not permitted; nothing of the jail has run then
     */
    public RunningProgram start() throws CannotRun, IOException, InterruptedException {
        checkDescriptors();
        if (byBwrap) {
            int processesOfBwrap = limits.namespaces() ? 2 : 1; // one waits, one is process 1 of the namespace
            return RunningProgram.start(words(), processesOfBwrap);
        }
        if (!isRoot()) {
            throw new CannotRun("cannot run in " + program.jail()
                    + ": only root may change the root directory; without root let bwrap do it (--bwrap)");
        }
        if (!JailMount.possible()) {
            throw new CannotRun("cannot run in " + program.jail()
                    + ": our own root is no mount point, as in a chroot, so no mounts can be made private");
        }
        ToolChain chain = new ToolChain(program, limits);
        new Rehearsal(program, limits, chain).check();
        return RunningProgram.start(chain.words(), limits.namespaces() ? 1 : 0);
    }

    /** True if our user is root. */
    public static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** Who holds a directory outside can go there by fchdir(2), whatever the root is. */
    private static void checkDescriptors() throws CannotRun {
        for (int fd = 0; fd < STANDARD.size(); fd++) {
            if (Files.isDirectory(Path.of("/proc/self/fd", String.valueOf(fd)))) {
                throw new CannotRun("cannot run in a jail: standard " + STANDARD.get(fd)
                        + " is a directory, which leads out of it");
            }
        }
    }
}

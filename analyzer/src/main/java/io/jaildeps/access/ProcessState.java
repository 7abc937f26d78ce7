package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Pid;
import java.util.Set;

/** One traced thread: its program, directories and descriptors. */
final class ProcessState {
    private FsContext fs;
    private FdTable fds;
    private FileAccess.Actor actor;

    ProcessState(Pid pid, FsContext fs, FdTable fds, String program) {
        this.fs = fs;
        this.fds = fds;
        this.actor = new FileAccess.Actor(pid, program);
    }

    /** The child that clone(2) made; what {@code flags} share stays one object. */
    ProcessState child(Pid childPid, Set<String> flags) {
        FsContext childFs = flags.contains("CLONE_FS") ? fs : fs.copy();
        FdTable childFds = flags.contains("CLONE_FILES") ? fds : fds.copy();
        return new ProcessState(childPid, childFs, childFds, actor.program());
    }

    /** The same state under the number that the thread has after it called execve(2). */
    ProcessState renamed(Pid leader) {
        return new ProcessState(leader, fs, fds, actor.program());
    }

    /** execve(2) gives a process its own directories' and descriptors' tables, see unshare(2). */
    void executed(String executable) {
        actor = new FileAccess.Actor(actor.pid(), executable);
        fs = fs.copy();
        fds = fds.copy();
        fds.executed();
    }

    void unshare(Set<String> flags) {
        if (flags.contains("CLONE_FS") || flags.contains("CLONE_NEWNS") || flags.contains("CLONE_NEWUSER")) {
            fs = fs.copy();
        }
        if (flags.contains("CLONE_FILES")) {
            fds = fds.copy();
        }
    }

    /** The path behind a descriptor as the tracer sees it, by its decoration or the table; empty if it is not known. */
    String pathOf(Arg.Descriptor descriptor) {
        if (descriptor.path().startsWith("/")) {
            return fs.decorated(descriptor.path());
        }
        return descriptor.fd().equals(Fd.AT_FDCWD)
                ? fs.cwd()
                : fds.path(descriptor.fd().number());
    }

    FileAccess.Actor actor() {
        return actor;
    }

    FsContext fs() {
        return fs;
    }

    FdTable fds() {
        return fds;
    }
}

package io.jaildeps.access;

import io.jaildeps.path.JailPath;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.strace.CloneFlags;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a call that returned changes for later ones: the caller's program, directories, descriptors and children. */
final class StateChanges {
    /**
     * A call that returned.
     *
     * @param path its first path as the tracer sees it; empty if it has none or it is not known
     */
    record Done(CallArgs args, ProcessState caller, Outcome.Returned returned, Optional<String> path) {
        String name() {
            return args.name();
        }

        int value() {
            return (int) returned.value();
        }
    }

    /** FreeBSD's {@code <sys/jail.h>}. */
    private static final int JAIL_ATTACH = 4;

    private final Processes processes;
    private final View view;
    private final Consumer<TraceEvent> replay;

    /** @param replay takes the events that waited for their thread's parent */
    StateChanges(Processes processes, View view, Consumer<TraceEvent> replay) {
        this.processes = processes;
        this.view = view;
        this.replay = replay;
    }

    void apply(Done done) {
        FsContext fs = done.caller().fs();
        switch (done.name()) {
            case "chdir" -> entered(fs, done.path());
            case "fchdir" -> entered(fs, done.args().descriptor(0).map(done.caller()::pathOf));
            case "getcwd" ->
                done.args().string(0).filter(cwd -> cwd.startsWith("/")).ifPresent(cwd -> fs.enter(fs.outer(cwd)));
            case "chroot" -> fs.changeRoot(root(done.path()));
            // where its first path is not told, that of the call is the place of the old root
            case "pivot_root" -> fs.pivotRoot(root(done.args().string(0).flatMap(given -> done.path())));
            case "fchroot" -> fs.changeRoot(root(done.args().descriptor(0).map(done.caller()::pathOf)));
            // of jail_attach(2) nobody knows where the jail is
            case "jail", "jail_attach" -> jailed(done);
            case "jail_set" -> {
                if (attaches(done.args())) {
                    jailed(done);
                }
            }
            case "execve", "execveat", "execvex" -> executed(done);
            case "unshare" -> done.caller().unshare(CloneFlags.in(done.args().text(0)));
            default -> {
                if (ProcessCalls.makesProcess(done.args())) {
                    cloned(done);
                } else {
                    FdChanges.apply(done);
                }
            }
        }
    }

    /** Null if the trace does not tell which directory it is. */
    private static @Nullable JailPath root(Optional<String> directory) {
        return directory
                .filter(path -> path.startsWith("/"))
                .map(JailPath::ofBytes)
                .orElse(null);
    }

    private void entered(FsContext fs, Optional<String> directory) {
        fs.enter(directory.orElse(""));
        processes.moved();
    }

    /** jail(2) of FreeBSD: the caller's root and working directory are the jail's. */
    private static void jailed(Done done) {
        done.caller().fs().changeRoot(root(done.path()));
        done.caller().fs().enter(done.path().orElse(""));
    }

    // jail_set(0x800f07000,0x8,0x5<JAIL_CREATE|JAIL_ATTACH>)
    private static boolean attaches(CallArgs args) {
        return args.text(2).contains("JAIL_ATTACH") || (args.number(2).orElse(0) & JAIL_ATTACH) != 0;
    }

    /** Some call's decoration says what the working directory is, links resolved. */
    void learnCwd(CallArgs args, ProcessState caller) {
        for (CallTable.PathArg path : args.paths()) {
            if (args.given(path.dirfd()) instanceof Arg.Descriptor descriptor
                    && descriptor.fd().equals(Fd.AT_FDCWD)
                    && descriptor.path().startsWith("/")) {
                caller.fs().enter(caller.pathOf(descriptor));
                return;
            }
        }
    }

    private void executed(Done done) {
        JailPath root = done.caller().fs().root();
        String given =
                done.args().string(done.name().equals("execveat") ? 1 : 0).orElse("");
        String program = done.path()
                .flatMap(outer -> view.inside(root, outer))
                .map(inside -> inside.lexical().bytes())
                .orElse(given);
        done.caller().executed(program);
    }

    private void cloned(Done done) {
        if (done.value() > 0) {
            Pid child = new Pid(done.value());
            List<TraceEvent> waited = processes.cloned(done.caller(), child, ProcessCalls.shared(done.args()));
            if (done.name().equals("spawn")) {
                done.path().ifPresent(path -> processes.executed(child, path));
            }
            waited.forEach(replay);
        }
    }
}

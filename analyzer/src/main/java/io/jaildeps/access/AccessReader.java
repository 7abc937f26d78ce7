package io.jaildeps.access;

import io.jaildeps.access.CallTable.PathArg;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns trace events into file accesses: keeps each thread's root, working directory and descriptors, and gives every
 * path argument its absolute form. Feed it the events in order with {@link #accept}, then call {@link #finish}.
 */
public final class AccessReader implements Consumer<TraceEvent> {
    private final Consumer<? super FileAccess> sink;
    private final CallTable table = CallTable.linux();
    private final Processes processes;
    private final JailPath view;
    private final String startCwd;
    private long withoutCwd;
    private boolean usedStartCwd;

    /**
     * A reader for one trace.
     *
     * @param view the directory that is the target's root, as the tracer sees it: "/" on the host, the jail's directory
     *     for a run that begins with chroot(2). Only accesses below it are delivered, with paths as seen from inside
     * @param cwd the first process's working directory as the tracer sees it, empty if it is not known
     */
    public AccessReader(JailPath view, String cwd, Consumer<? super FileAccess> sink) {
        this.view = view;
        this.sink = sink;
        this.startCwd = cwd;
        this.processes = new Processes(JailPath.ROOT, cwd);
    }

    /** How many relative paths could not be placed, because their thread's working directory is not known. */
    public long withoutCwd() {
        return withoutCwd;
    }

    /** True if a call named something relative to the directory that the first process started in, or asked for it. */
    public boolean usedStartCwd() {
        return usedStartCwd;
    }

    /** True if calls of this thread wait until it is known who made it: their accesses come later. */
    public boolean holds(Pid pid) {
        return processes.holds(pid);
    }

    /** To be called after the last event. */
    public void finish() {
        processes.adoptAll().forEach(this::call);
    }

    @Override
    public void accept(TraceEvent event) {
        if (event instanceof TraceEvent.Call call) {
            processes.callerOf(call).ifPresent(caller -> call(call, caller));
            if (processes.overfull()) {
                processes.adoptAll().forEach(this::call);
            }
        } else if (event instanceof TraceEvent.Superseded superseded) {
            processes.superseded(superseded.pid(), superseded.by());
        } else if (event instanceof TraceEvent.Exited exited) {
            processes.ended(exited.pid());
        } else if (event instanceof TraceEvent.Killed killed) {
            processes.ended(killed.pid());
        }
    }

    private void call(TraceEvent.Call call) {
        processes.callerOf(call).ifPresent(caller -> call(call, caller));
    }

    private void call(TraceEvent.Call call, ProcessState caller) {
        CallArgs args = new CallArgs(call);
        if (!call.injected()) {
            for (PathArg arg : table.pathArgs(call.name())) {
                pathArg(args, arg, caller);
            }
        }
        switch (call.name()) {
            case "connect" -> socket(args, caller, 1, AccessKind.CONNECT);
            case "bind" -> socket(args, caller, 1, AccessKind.BIND);
            case "sendto" -> socket(args, caller, 4, AccessKind.CONNECT);
            case "sendmsg" -> socket(args, caller, 1, AccessKind.CONNECT);
            case "getdents", "getdents64" -> listed(args, caller);
            default -> {
                if (call.outcome() instanceof Outcome.Returned returned) {
                    stateChange(args, caller, returned);
                }
            }
        }
    }

    private void pathArg(CallArgs args, PathArg arg, ProcessState caller) {
        Optional<String> given = args.string(arg.path());
        if (given.isEmpty()) {
            return;
        }
        String path = given.get();
        if (path.isEmpty()
                && !args.text(args.call().args().size() - 1).contains("AT_EMPTY_PATH")
                && !args.text(arg.last().flagsAt()).contains("AT_EMPTY_PATH")) {
            return; // ENOENT by path_resolution(7): it names nothing
        }
        if (args.call().name().equals("mount") && arg.path() == 0 && !path.startsWith("/")) {
            return; // "none", "proc", "tmpfs": no path
        }
        if (path.isEmpty()) {
            return; // the descriptor's own file, which was opened by name before
        }
        AccessKind kind = arg.kind();
        Creation creation = kind == AccessKind.CREATE ? Creation.ALWAYS : Creation.NEVER;
        boolean follows = arg.last().rule().equals("follow");
        switch (arg.last().rule()) {
            case "flags" -> follows = !args.text(arg.last().flagsAt()).contains("AT_SYMLINK_NOFOLLOW");
            case "follows" -> follows = args.text(arg.last().flagsAt()).contains("AT_SYMLINK_FOLLOW");
            case "open" -> {
                OpenFlags flags = openFlags(args, arg.last().flagsAt());
                kind = flags.kind();
                creation = flags.creation();
                follows = flags.follows();
            }
            default -> {}
        }
        if (args.call().name().equals("creat")) {
            creation = Creation.IF_ABSENT;
        }
        deliver(args.call(), caller, kind, creation, new Target(path, base(args, arg, caller), follows));
    }

    private static OpenFlags openFlags(CallArgs args, int position) {
        String text = args.text(position);
        if (args.call().name().equals("openat2")) {
            int flags = text.indexOf("flags=");
            int end = text.indexOf(',', flags);
            return OpenFlags.parse(flags < 0 ? "O_RDONLY" : text.substring(flags + 6, end < 0 ? text.length() : end));
        }
        return OpenFlags.parse(text);
    }

    /** A path as given, the directory it is relative to (as the tracer sees it; empty if not known). */
    private record Target(String path, String base, boolean follows) {}

    private String base(CallArgs args, PathArg arg, ProcessState caller) {
        if (arg.dirfd() < 0) {
            return caller.fs().cwd();
        }
        Optional<Arg.Descriptor> dirfd = args.descriptor(arg.dirfd());
        if (dirfd.isEmpty()) {
            return caller.fs().cwd();
        }
        return pathOf(dirfd.get(), caller);
    }

    private static String pathOf(Arg.Descriptor descriptor, ProcessState caller) {
        if (descriptor.path().startsWith("/")) {
            return descriptor.path();
        }
        if (descriptor.fd().equals(Fd.AT_FDCWD)) {
            return caller.fs().cwd();
        }
        return caller.fds().path(descriptor.fd().number());
    }

    private void deliver(TraceEvent.Call call, ProcessState caller, AccessKind kind, Creation creation, Target target) {
        JailPath root = caller.fs().root();
        Optional<String> absolute = absolute(root, target);
        usedStartCwd |= !target.path().startsWith("/") && target.base().equals(startCwd);
        if (absolute.isEmpty()) {
            withoutCwd++;
            return;
        }
        String landed = call.outcome() instanceof Outcome.Returned returned ? returned.path() : "";
        Optional<AskedPath> asked = insideView(root, absolute.get());
        asked.ifPresent(inside -> sink.accept(new FileAccess(
                call.line(),
                caller.actor(),
                call.name(),
                kind,
                creation,
                new FileAccess.Place(inside, target.follows(), stripView(landed)),
                errno(call.outcome()))));
    }

    /** The path as the tracer sees it. */
    private static Optional<String> absolute(JailPath root, Target target) {
        if (target.path().startsWith("/")) {
            return Optional.of(root.isRoot() ? target.path() : root.bytes() + target.path());
        }
        return target.base().startsWith("/")
                ? Optional.of((target.base().equals("/") ? "" : target.base()) + "/" + target.path())
                : Optional.empty();
    }

    private Optional<AskedPath> insideView(JailPath root, String outer) {
        if (!view.covers(root)) {
            return Optional.empty();
        }
        JailPath innerRoot = JailPath.ofBytes(rest(view, root.bytes()));
        boolean belowRoot = outer.equals(root.bytes()) || outer.startsWith(root.isRoot() ? "/" : root.bytes() + "/");
        if (belowRoot) {
            return Optional.of(new AskedPath(innerRoot, rest(root, outer)));
        }
        return Optional.empty();
    }

    /** What follows {@code prefix}, beginning with a slash. */
    private static String rest(JailPath prefix, String path) {
        if (prefix.isRoot()) {
            return path;
        }
        String rest = path.substring(prefix.bytes().length());
        return rest.isEmpty() ? "/" : rest;
    }

    private String stripView(String outer) {
        if (!outer.startsWith("/") || !view.covers(JailPath.ofBytes(outer))) {
            return "";
        }
        return rest(view, outer);
    }

    private static String errno(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.errno();
        }
        return outcome.succeeded() ? "" : "?";
    }

    private void socket(CallArgs args, ProcessState caller, int position, AccessKind kind) {
        args.at(position)
                .flatMap(SocketAddress::unixPath)
                .ifPresent(path -> deliver(
                        args.call(),
                        caller,
                        kind,
                        kind == AccessKind.BIND ? Creation.ALWAYS : Creation.NEVER,
                        new Target(path, caller.fs().cwd(), kind != AccessKind.BIND)));
    }

    private void listed(CallArgs args, ProcessState caller) {
        args.descriptor(0)
                .map(directory -> pathOf(directory, caller))
                .filter(path -> path.startsWith("/"))
                .ifPresent(path -> {
                    // the tracer names the directory itself, wherever links led
                    Optional<AskedPath> asked = insideView(caller.fs().root(), path);
                    asked.ifPresent(inside -> sink.accept(new FileAccess(
                            args.call().line(),
                            caller.actor(),
                            args.call().name(),
                            AccessKind.LIST,
                            Creation.NEVER,
                            new FileAccess.Place(inside, true, ""),
                            errno(args.call().outcome()))));
                });
    }

    private void stateChange(CallArgs args, ProcessState caller, Outcome.Returned returned) {
        TraceEvent.Call call = args.call();
        switch (call.name()) {
            case "open", "open64", "creat", "openat", "openat2" -> opened(args, caller, returned);
            case "chdir" -> moved(args, caller);
            case "fchdir" ->
                args.descriptor(0)
                        .map(directory -> pathOf(directory, caller))
                        .ifPresent(path -> caller.fs().enter(path));
            case "getcwd" -> {
                usedStartCwd |= caller.fs().cwd().equals(startCwd);
                args.string(0)
                        .filter(cwd -> cwd.startsWith("/") && caller.fs().cwd().isEmpty())
                        .ifPresent(cwd -> caller.fs().enter(outer(caller.fs().root(), cwd)));
            }
            case "chroot", "pivot_root" -> rooted(args, caller);
            case "execve", "execveat" -> {
                args.string(call.name().equals("execve") ? 0 : 1).ifPresent(caller::executed);
            }
            case "clone", "clone2", "clone3", "fork", "vfork" -> {
                if (returned.value() > 0) {
                    Pid child = new Pid((int) returned.value());
                    processes.cloned(caller, child, CloneFlags.of(call)).forEach(this::call);
                }
            }
            case "unshare" -> caller.unshare(args.flags(0));
            case "dup" ->
                args.descriptor(0)
                        .ifPresent(from -> caller.fds().duplicated(from.fd().number(), (int) returned.value(), false));
            case "dup2", "dup3" ->
                args.descriptor(0)
                        .ifPresent(from -> caller.fds()
                                .duplicated(
                                        from.fd().number(),
                                        (int) returned.value(),
                                        args.text(2).contains("O_CLOEXEC")));
            case "fcntl", "fcntl64" -> {
                if (args.text(1).startsWith("F_DUPFD")) {
                    args.descriptor(0)
                            .ifPresent(from -> caller.fds()
                                    .duplicated(
                                            from.fd().number(),
                                            (int) returned.value(),
                                            args.text(1).equals("F_DUPFD_CLOEXEC")));
                }
            }
            case "close" ->
                args.descriptor(0).ifPresent(fd -> caller.fds().closed(fd.fd().number()));
            case "close_range" -> {
                if (!args.text(2).contains("CLOEXEC") && args.number(0).isPresent()) {
                    caller.fds()
                            .closedRange(
                                    args.number(0).getAsInt(), args.number(1).orElse(Integer.MAX_VALUE) & 0xffffffffL);
                }
            }
            default -> {}
        }
    }

    private void opened(CallArgs args, ProcessState caller, Outcome.Returned returned) {
        boolean at = args.call().name().startsWith("openat");
        String base = at
                ? args.descriptor(0).map(fd -> pathOf(fd, caller)).orElse("")
                : caller.fs().cwd();
        Optional<String> path =
                args.string(at ? 1 : 0).flatMap(given -> absolute(caller.fs().root(), new Target(given, base, true)));
        String known = returned.path().startsWith("/") ? returned.path() : path.orElse("");
        boolean closes = args.text(at ? 2 : 1).contains("O_CLOEXEC");
        caller.fds().opened((int) returned.value(), known, closes);
    }

    private void moved(CallArgs args, ProcessState caller) {
        args.string(0)
                .flatMap(path -> absolute(
                        caller.fs().root(), new Target(path, caller.fs().cwd(), true)))
                .ifPresent(path -> caller.fs().enter(path));
    }

    private void rooted(CallArgs args, ProcessState caller) {
        args.string(0)
                .flatMap(path -> absolute(
                        caller.fs().root(), new Target(path, caller.fs().cwd(), true)))
                .ifPresent(path -> caller.fs().changeRoot(JailPath.ofBytes(path)));
    }

    private static String outer(JailPath root, String inner) {
        return root.isRoot() ? inner : root.bytes() + inner;
    }

    /** The calls whose events this reader needs to know all that it can. */
    public static Set<String> calls() {
        return TracedCalls.all();
    }
}

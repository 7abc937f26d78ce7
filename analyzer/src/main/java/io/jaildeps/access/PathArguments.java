package io.jaildeps.access;

import io.jaildeps.access.CallTable.PathArg;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.strace.Compounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the paths among a call's arguments, and what the call wants of each. */
final class PathArguments {
    private PathArguments() {}

    /** In the order of the table; empty if the call names no path. */
    static List<PathAccess> of(CallArgs args, ProcessState caller) {
        return switch (args.name()) {
            case "connect", "sendmsg" -> socket(args, caller, 1, AccessKind.CONNECT);
            case "sendmmsg" -> sockets(args, caller);
            case "sendto" -> socket(args, caller, 4, AccessKind.CONNECT);
            case "bind" -> socket(args, caller, 1, AccessKind.BIND);
            case "connectat" -> socket(args, caller, 2, AccessKind.CONNECT);
            case "bindat" -> socket(args, caller, 2, AccessKind.BIND);
            case "getdents", "getdents64" -> listed(args, caller);
            case "bpf" -> BpfPins.of(args, caller).map(List::of).orElse(List.of());
            case "execve" -> ExecutedNames.of(args, caller, inTable(args, caller));
            case "nmount" -> parameters(args, caller, AccessKind.MOUNT, List.of("fspath", "from", "target"));
            case "jail_set" -> parameters(args, caller, AccessKind.ENTER, List.of("path"));
            default -> inTable(args, caller);
        };
    }

    private static List<PathAccess> socket(CallArgs args, ProcessState caller, int position, AccessKind kind) {
        boolean binds = kind == AccessKind.BIND;
        // connectat(AT_FDCWD, 3, {…}): FreeBSD has the directory before the socket
        String base = position == 2 ? base(args, 0, caller) : caller.fs().cwd();
        return args.at(position)
                .flatMap(SocketAddress::unixPath)
                .or(() -> bareSocket(args, position))
                .or(() -> args.lookedUp().first())
                .map(path -> new PathAccess(
                        kind,
                        binds ? Creation.ALWAYS : Creation.NEVER,
                        !binds,
                        new GivenPath(caller.fs().root(), base, path)))
                .map(List::of)
                .orElse(List.of());
    }

    /** Without an address around it, as fs_usage prints it. */
    // connect           F=36     /private/var/run/mDNSResponder
    static Optional<String> bareSocket(CallArgs args, int position) {
        boolean isSocket = args.name().equals("connect") || args.name().equals("bind");
        return isSocket ? args.string(position).filter(path -> path.startsWith("/")) : Optional.empty();
    }

    // sendmmsg(7, [{msg_hdr={msg_name={sa_family=AF_UNIX, sun_path="/dev/log"}, …}, msg_len=2}], 1, 0) = 1
    private static List<PathAccess> sockets(CallArgs args, ProcessState caller) {
        return args.at(1).map(SocketAddress::unixPaths).orElse(List.of()).stream()
                .map(path -> new PathAccess(AccessKind.CONNECT, Creation.NEVER, true, relative(path, caller)))
                .toList();
    }

    /** The tracer names the directory itself, wherever links led. */
    private static List<PathAccess> listed(CallArgs args, ProcessState caller) {
        Optional<Arg.Descriptor> directory = args.descriptor(0);
        if (directory.isEmpty()) {
            return List.of();
        }
        GivenPath path = new GivenPath(caller.fs().root(), caller.pathOf(directory.get()), "");
        return List.of(new PathAccess(AccessKind.LIST, Creation.NEVER, true, path));
    }

    /** Paths in a list of names and values, of which a trace of ktrace has the looked up only. */
    private static List<PathAccess> parameters(
            CallArgs args, ProcessState caller, AccessKind kind, List<String> wanted) {
        List<String> paths = new ArrayList<>(args.call().names());
        paths.removeIf(path -> path.indexOf(0) >= 0);
        args.at(0).ifPresent(list -> paths.addAll(Parameters.values(list, wanted)));
        return paths.stream()
                .map(path -> new PathAccess(kind, Creation.NEVER, true, relative(path, caller)))
                .toList();
    }

    static GivenPath relative(String path, ProcessState caller) {
        return new GivenPath(caller.fs().root(), caller.fs().cwd(), path);
    }

    private static List<PathAccess> inTable(CallArgs args, ProcessState caller) {
        List<PathAccess> found = new ArrayList<>(2);
        for (PathArg arg : args.paths()) {
            Optional<String> text = args.string(arg.path());
            if (text.isPresent()) {
                String path = withoutMember(args, text.get());
                if (isPath(args, arg, path)) {
                    found.add(access(args, arg, given(args, arg, path, caller)));
                }
            }
        }
        if (!args.call().names().isEmpty()) {
            addLookedUp(args, caller, found);
        }
        return found;
    }

    /** What the kernel looked up besides: in an emulation's directory, and the device of a mount. */
    private static void addLookedUp(CallArgs args, ProcessState caller, List<PathAccess> found) {
        for (LookedUp.Probe probe : args.lookedUp().probes()) {
            args.paths().stream()
                    .filter(arg -> arg.path() == probe.position())
                    .map(arg -> access(args, arg, relative(probe.name(), caller)))
                    .forEach(access -> found.add(new PathAccess(
                            access.kind(), Creation.NEVER, access.follows(), access.given(), PathAccess.End.ABSENT)));
        }
        if (args.name().equals("mount")) {
            args.lookedUp()
                    .others()
                    .forEach(name ->
                            found.add(new PathAccess(AccessKind.MOUNT, Creation.NEVER, true, relative(name, caller))));
        }
    }

    // __loadx(0x0A040000, "/usr/lib/libc.a(shr.o)", …) of AIX: a member of an archive
    private static String withoutMember(CallArgs args, String path) {
        return args.kernel().is(TraceSystem.AIX) && args.name().contains("load")
                ? path.replaceFirst("\\([^()/]*\\)$", "")
                : path;
    }

    /** True if the string at the place of a path is one: some calls have something else there. */
    static boolean isPath(CallArgs args, PathArg arg, String path) {
        return switch (args.name()) {
            case "mount" -> arg.path() != 0 || isMountSource(args, path);
            case "fsconfig" -> isParameterPath(args, path);
            // with AT_EMPTY_PATH the descriptor's own file, which was opened by name before, but perhaps not to run it;
            // without, it names nothing: path_resolution(7)
            case "execveat" -> !path.isEmpty() || args.hasFlag(4, "AT_EMPTY_PATH");
            // a name without a slash is searched for along a path, or names what is no file
            case "kldload", "load", "loadx", "__loadx" -> path.contains("/");
            default -> !path.isEmpty();
        };
    }

    // mount("proc", "/srv/jail/proc", "proc", 0, NULL) = 0
    // mount("src", "/srv/jail/src", NULL, MS_BIND, NULL) = 0
    private static boolean isMountSource(CallArgs args, String source) {
        return source.startsWith("/")
                || !source.isEmpty() && (args.hasFlag(3, "MS_BIND") || args.hasFlag(3, "MS_MOVE"));
    }

    // fsconfig(4, FSCONFIG_SET_PATH, "lowerdir", "lower", AT_FDCWD) = 0
    // fsconfig(4, FSCONFIG_SET_STRING, "source", "/dev/vda1", 0) = 0
    private static boolean isParameterPath(CallArgs args, String value) {
        if (args.isConstant(1, "FSCONFIG_SET_PATH") || args.isConstant(1, "FSCONFIG_SET_PATH_EMPTY")) {
            return !value.isEmpty();
        }
        return args.isConstant(1, "FSCONFIG_SET_STRING")
                && value.startsWith("/")
                && args.string(2).filter("source"::equals).isPresent();
    }

    private static String base(CallArgs args, int dirfd, ProcessState caller) {
        Optional<Arg.Descriptor> directory = dirfd < 0 ? Optional.empty() : args.descriptor(dirfd);
        return directory.isPresent()
                ? caller.pathOf(directory.get())
                : caller.fs().cwd();
    }

    private static GivenPath given(CallArgs args, PathArg arg, String path, ProcessState caller) {
        boolean isOpenat2 = args.name().equals("openat2");
        // an absolute path has nothing to do with the directory, and most are
        String base = path.startsWith("/") && !isOpenat2 ? "/" : base(args, arg.dirfd(), caller);
        // openat2(3, "/ld.so.cache", {flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_NO_MAGICLINKS|RESOLVE_IN_ROOT}, 24) = 4
        if (isOpenat2 && isBelowDirectory(args)) {
            return new GivenPath(base.startsWith("/") ? JailPath.ofBytes(base) : null, base, path);
        }
        return new GivenPath(caller.fs().root(), base, path);
    }

    // {flags=0x80000, resolve=0x10}
    private static boolean isBelowDirectory(CallArgs args) {
        return args.field(2, "resolve").orElse(null) instanceof Arg.Word resolve
                && args.kernel().numbers().hasFlag(resolve.text(), "RESOLVE_IN_ROOT");
    }

    private static PathAccess access(CallArgs args, PathArg arg, GivenPath given) {
        int flags = arg.last().flagsAt();
        return switch (arg.last().rule()) {
            case OPEN -> opened(args, arg, given);
            case FOLLOW -> looked(args, arg, given, true);
            case KEEP -> looked(args, arg, given, false);
            case FOLLOW_UNLESS_FLAG -> looked(args, arg, given, !args.hasFlag(flags, "AT_SYMLINK_NOFOLLOW"));
            case KEEP_UNLESS_FLAG -> looked(args, arg, given, args.hasFlag(flags, "AT_SYMLINK_FOLLOW"));
        };
    }

    private static PathAccess opened(CallArgs args, PathArg arg, GivenPath given) {
        OpenFlags flags = openFlags(args, arg.last().flagsAt());
        return new PathAccess(flags.kind(), flags.creation(), flags.follows(), given);
    }

    private static PathAccess looked(CallArgs args, PathArg arg, GivenPath given, boolean follows) {
        // renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_EXCHANGE) = 0
        if (args.name().equals("renameat2") && args.hasFlag(4, "RENAME_EXCHANGE")) {
            return new PathAccess(AccessKind.UPDATE, Creation.NEVER, follows, given);
        }
        return new PathAccess(arg.kind(), creation(args, arg), follows, given);
    }

    private static Creation creation(CallArgs args, PathArg arg) {
        return switch (args.name()) {
            case "creat" -> Creation.ANEW;
            // unveil("/var/run/x.pid", "rwc")
            case "unveil" ->
                args.string(1).filter(rights -> rights.contains("c")).isPresent() ? Creation.IF_ABSENT : Creation.NEVER;
            default -> arg.kind() == AccessKind.CREATE ? Creation.ALWAYS : Creation.NEVER;
        };
    }

    /** The flags of an open, wherever its call has them. */
    static OpenFlags openFlags(CallArgs args, int position) {
        Numbers numbers = args.kernel().numbers();
        // {flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_IN_ROOT}
        if (args.given(position) instanceof Arg.Compound how) {
            Optional<Arg> flags = Compounds.field(how, "flags");
            return numbers.openFlags(flags.orElse(null) instanceof Arg.Word word ? word.text() : "");
        } else if (args.name().equals("openat2")) {
            return numbers.openFlags(
                    ""); // an address: what was asked for is not known, and most open a file to read it
        }
        return numbers.openFlags(args.text(position));
    }

    static boolean failed(CallArgs args) {
        return args.call().outcome() instanceof Outcome.Failed;
    }
}

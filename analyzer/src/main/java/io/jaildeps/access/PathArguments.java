package io.jaildeps.access;

import io.jaildeps.access.CallTable.PathArg;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.Arg;
import io.jaildeps.trace.strace.Compounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the paths among a call's arguments, and what the call wants of each. */
final class PathArguments {
    private final CallTable table = CallTable.linux();

    /** In the order of the table; empty if the call names no path. */
    List<PathAccess> of(CallArgs args, ProcessState caller) {
        return switch (args.call().name()) {
            case "connect", "sendmsg" -> socket(args, caller, 1, AccessKind.CONNECT);
            case "sendto" -> socket(args, caller, 4, AccessKind.CONNECT);
            case "bind" -> socket(args, caller, 1, AccessKind.BIND);
            case "getdents", "getdents64" -> listed(args, caller);
            default -> inTable(args, caller);
        };
    }

    private static List<PathAccess> socket(CallArgs args, ProcessState caller, int position, AccessKind kind) {
        boolean binds = kind == AccessKind.BIND;
        return args.at(position)
                .flatMap(SocketAddress::unixPath)
                .map(path -> new PathAccess(
                        kind,
                        binds ? Creation.ALWAYS : Creation.NEVER,
                        !binds,
                        new GivenPath(caller.fs().root(), caller.fs().cwd(), path)))
                .map(List::of)
                .orElse(List.of());
    }

    /** The tracer names the directory itself, wherever links led. */
    private static List<PathAccess> listed(CallArgs args, ProcessState caller) {
        return args.descriptor(0)
                .map(directory -> new GivenPath(caller.fs().root(), caller.pathOf(directory), ""))
                .map(path -> new PathAccess(AccessKind.LIST, Creation.NEVER, true, path))
                .map(List::of)
                .orElse(List.of());
    }

    private List<PathAccess> inTable(CallArgs args, ProcessState caller) {
        List<PathAccess> found = new ArrayList<>(2);
        for (PathArg arg : table.pathArgs(args.call().name())) {
            args.string(arg.path())
                    .filter(path -> isPath(args, arg, path))
                    .ifPresent(path -> found.add(access(args, arg, given(args, arg, path, caller))));
        }
        return found;
    }

    private static boolean isPath(CallArgs args, PathArg arg, String path) {
        return switch (args.call().name()) {
            case "mount" -> arg.path() != 0 || isMountSource(path, args.text(3));
            case "fsconfig" -> isParameterPath(args, path);
            // with AT_EMPTY_PATH the descriptor's own file, which was opened by name before, but perhaps not to run it;
            // without, it names nothing: path_resolution(7)
            case "execveat" -> !path.isEmpty() || args.text(4).contains("AT_EMPTY_PATH");
            default -> !path.isEmpty();
        };
    }

    // mount("proc", "/srv/jail/proc", "proc", 0, NULL) = 0
    // mount("src", "/srv/jail/src", NULL, MS_BIND, NULL) = 0
    private static boolean isMountSource(String source, String flags) {
        return source.startsWith("/") || !source.isEmpty() && (flags.contains("MS_BIND") || flags.contains("MS_MOVE"));
    }

    // fsconfig(4, FSCONFIG_SET_PATH, "lowerdir", "lower", AT_FDCWD) = 0
    // fsconfig(4, FSCONFIG_SET_STRING, "source", "/dev/vda1", 0) = 0
    private static boolean isParameterPath(CallArgs args, String value) {
        return switch (args.text(1)) {
            case "FSCONFIG_SET_PATH" -> !value.isEmpty();
            case "FSCONFIG_SET_STRING" ->
                value.startsWith("/") && args.string(2).filter("source"::equals).isPresent();
            default -> false;
        };
    }

    private static GivenPath given(CallArgs args, PathArg arg, String path, ProcessState caller) {
        String base = arg.dirfd() < 0
                ? caller.fs().cwd()
                : args.descriptor(arg.dirfd())
                        .map(caller::pathOf)
                        .orElse(caller.fs().cwd());
        // openat2(3, "/ld.so.cache", {flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_NO_MAGICLINKS|RESOLVE_IN_ROOT}, 24) = 4
        boolean baseIsRoot = args.call().name().equals("openat2")
                && base.startsWith("/")
                && args.text(2).contains("RESOLVE_IN_ROOT");
        return new GivenPath(baseIsRoot ? JailPath.ofBytes(base) : caller.fs().root(), base, path);
    }

    private static PathAccess access(CallArgs args, PathArg arg, GivenPath given) {
        String flags = args.text(arg.last().flagsAt());
        return switch (arg.last().rule()) {
            case OPEN -> opened(args, arg, given);
            case FOLLOW -> looked(args, arg, given, true);
            case KEEP -> looked(args, arg, given, false);
            case FOLLOW_UNLESS_FLAG -> looked(args, arg, given, !flags.contains("AT_SYMLINK_NOFOLLOW"));
            case KEEP_UNLESS_FLAG -> looked(args, arg, given, flags.contains("AT_SYMLINK_FOLLOW"));
        };
    }

    private static PathAccess opened(CallArgs args, PathArg arg, GivenPath given) {
        OpenFlags flags = openFlags(args, arg.last().flagsAt());
        return new PathAccess(flags.kind(), flags.creation(), flags.follows(), given);
    }

    private static PathAccess looked(CallArgs args, PathArg arg, GivenPath given, boolean follows) {
        Creation creation = args.call().name().equals("creat")
                ? Creation.IF_ABSENT
                : arg.kind() == AccessKind.CREATE ? Creation.ALWAYS : Creation.NEVER;
        return new PathAccess(arg.kind(), creation, follows, given);
    }

    /** The flags of an open, wherever its call has them. */
    static OpenFlags openFlags(CallArgs args, int position) {
        // {flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_IN_ROOT}
        if (args.at(position).orElse(null) instanceof Arg.Compound how) {
            Optional<Arg> flags = Compounds.field(how, "flags");
            return OpenFlags.parse(flags.orElse(null) instanceof Arg.Word word ? word.text() : "");
        }
        return OpenFlags.parse(args.text(position));
    }
}

package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What calls name, as the trace has it: for those who show events and not what they mean. */
public final class NamedArguments {
    /** A script's execve(2) may name more: its interpreter, and the interpreter's own. */
    private static final int MOST = 2;

    /** An empty path leads nowhere, but was given as one wherever any other would be. */
    private static final String ANY = "x";

    /** Calls that name a descriptor and no path. Elsewhere a number is not known to be one unless the tracer says so. */
    private static final Set<String> OF_DESCRIPTORS = Set.of(
            "fchdir",
            "getdents",
            "getdents64",
            "close",
            "dup",
            "dup2",
            "dup3",
            "fcntl",
            "fcntl64",
            "connect",
            "bind",
            "listen",
            "sendto",
            "sendmsg",
            "sendmmsg");

    /**
     * An argument that names something.
     *
     * @param path as given, one char per byte; empty if the call names only a descriptor
     * @param cut true if the tracer abbreviated it
     * @param dirfd what a relative path starts from, if the call says so; without a path, the descriptor itself
     * @param flags such as {@code O_RDONLY|O_CLOEXEC}; empty if the call has none
     */
    public record Named(Optional<String> path, boolean cut, Optional<Arg.Descriptor> dirfd, String flags) {}

    private final Kernel kernel;

    public NamedArguments(TraceSystem system) {
        this.kernel = Kernel.of(system);
    }

    /** The call's path arguments in their order, at most two; or the descriptor that it is about; or nothing. */
    public List<Named> of(TraceEvent.Call call) {
        CallArgs args = kernel.read(call);
        List<Named> named = new ArrayList<>(2);
        for (CallTable.PathArg arg : args.paths()) {
            Optional<Arg.Descriptor> dirfd = args.descriptor(arg.dirfd());
            String flags = args.text(arg.last().flagsAt());
            given(args, arg.path())
                    .filter(text -> PathArguments.isPath(args, arg, text.bytes().isEmpty() ? ANY : text.bytes()))
                    .ifPresent(text -> named.add(new Named(Optional.of(text.bytes()), text.cut(), dirfd, flags)));
        }
        for (String other : args.lookedUp().others()) {
            named.add(new Named(Optional.of(other), false, Optional.empty(), ""));
        }
        return named.isEmpty() ? withoutPath(args) : named.subList(0, Math.min(named.size(), MOST));
    }

    private static Optional<Arg.Text> given(CallArgs args, int position) {
        return args.given(position) instanceof Arg.Text text
                ? Optional.of(text)
                : args.string(position).map(path -> new Arg.Text(path, false));
    }

    private static List<Named> withoutPath(CallArgs args) {
        Optional<String> inside = args.call().args().stream()
                .flatMap(arg -> Stream.concat(
                        SocketAddress.unixPath(arg).stream(),
                        args.name().equals("sendmmsg") ? SocketAddress.unixPaths(arg).stream() : Stream.empty()))
                .findFirst()
                .or(() -> PathArguments.bareSocket(args, 1))
                .or(() -> BpfPins.path(args))
                .or(() -> args.lookedUp().first());
        if (inside.isEmpty()) {
            // newfstatat(5, NULL, {…}, AT_EMPTY_PATH), fanotify_mark(4, FAN_MARK_ADD, FAN_OPEN, 3, NULL)
            for (CallTable.PathArg arg : args.paths()) {
                Optional<Arg.Descriptor> dirfd = args.descriptor(arg.dirfd());
                if (dirfd.isPresent()) {
                    return List.of(new Named(
                            Optional.empty(), false, dirfd, args.text(arg.last().flagsAt())));
                }
            }
        }
        boolean isDecorated = args.given(0) instanceof Arg.Descriptor;
        Optional<Arg.Descriptor> fd = inside.isEmpty() && (isDecorated || OF_DESCRIPTORS.contains(args.name()))
                ? args.descriptor(0)
                : Optional.empty();
        return inside.isPresent() || fd.isPresent() ? List.of(new Named(inside, false, fd, "")) : List.of();
    }
}

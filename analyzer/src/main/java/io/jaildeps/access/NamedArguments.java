package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What calls name, as the trace has it: for those who show events and not what they mean. */
public final class NamedArguments {
    /**
     * A path argument.
     *
     * @param path as given, one char per byte; empty if the call names only a descriptor
     * @param cut true if the tracer abbreviated it
     * @param dirfd what a relative path starts from, if the call says so; without a path, the descriptor itself
     * @param flags such as {@code O_RDONLY|O_CLOEXEC}; empty if the call has none
     */
    public record Named(String path, boolean cut, Optional<Arg.Descriptor> dirfd, String flags) {}

    private final Kernel kernel;

    /** What Linux's calls name. */
    public NamedArguments() {
        this(TraceSystem.LINUX);
    }

    public NamedArguments(TraceSystem system) {
        this.kernel = Kernel.of(system);
    }

    /** The call's path arguments in their order; one without a path for a call that has none. */
    public List<Named> of(TraceEvent.Call call) {
        CallArgs args = kernel.read(call);
        List<Named> named = new ArrayList<>(2);
        for (CallTable.PathArg arg : args.kernel().table().pathArgs(args.name())) {
            Optional<Arg.Descriptor> dirfd = args.descriptor(arg.dirfd());
            String flags = args.text(arg.last().flagsAt());
            if (args.at(arg.path()).orElse(null) instanceof Arg.Text text) {
                named.add(new Named(text.bytes(), text.cut(), dirfd, flags));
            } else {
                args.string(arg.path()).ifPresent(path -> named.add(new Named(path, false, dirfd, flags)));
            }
        }
        for (String other : args.lookedUp().others()) {
            named.add(new Named(other, false, Optional.empty(), ""));
        }
        if (named.isEmpty()) {
            Optional<String> socket = call.args().stream()
                    .flatMap(arg -> SocketAddress.unixPath(arg).stream())
                    .findFirst();
            Optional<Arg.Descriptor> fd = socket.isPresent() ? Optional.empty() : args.descriptor(0);
            named.add(new Named(socket.orElse(""), false, fd, ""));
        }
        return named;
    }
}

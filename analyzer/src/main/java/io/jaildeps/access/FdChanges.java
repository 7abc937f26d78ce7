package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import java.util.Optional;
import java.util.Set;

/** What a call that returned changes in its caller's table of descriptors. */
final class FdChanges {
    private FdChanges() {}

    static void apply(StateChanges.Done done) {
        FdTable fds = done.caller().fds();
        CallArgs args = done.args();
        switch (done.name()) {
            case "creat" -> fds.opened(done.value(), where(done), false);
            case "dup" -> duplicated(done, false);
            case "dup2", "dup3" -> duplicated(done, args.hasFlag(2, "O_CLOEXEC"));
            case "fcntl", "fcntl64" -> controlled(done);
            case "close" -> {
                Optional<Arg.Descriptor> closed = args.descriptor(0);
                if (closed.isPresent()) {
                    fds.closed(closed.get().fd().number());
                }
            }
            case "close_range" -> closedRange(done);
            case "closefrom" -> closedFrom(done);
            default -> {
                for (CallTable.PathArg path : args.paths()) {
                    if (path.last().rule() == CallTable.Rule.OPEN) {
                        opened(done, path.last().flagsAt());
                    }
                }
            }
        }
    }

    private static void opened(StateChanges.Done done, int flagsAt) {
        boolean closes = PathArguments.openFlags(done.args(), flagsAt).closesOnExec();
        done.caller().fds().opened(done.value(), where(done), closes);
    }

    private static String where(StateChanges.Done done) {
        String decoration = done.returned().path();
        return decoration.startsWith("/")
                ? done.caller().fs().decorated(decoration)
                : done.path().orElse("");
    }

    private static void duplicated(StateChanges.Done done, boolean closesOnExec) {
        done.args()
                .descriptor(0)
                .map(Arg.Descriptor::fd)
                .ifPresent(from -> done.caller().fds().duplicated(from.number(), done.value(), closesOnExec));
    }

    // fcntl(3, F_DUPFD_CLOEXEC, 10) = 10
    // fcntl(10, F_SETFD, FD_CLOEXEC) = 0
    // fcntl(0x3,0<F_DUPFD>,0xa), fcntl(3, F_DUP2FD, 0x00000000) = 0
    private static void controlled(StateChanges.Done done) {
        CallArgs args = done.args();
        if (args.isConstant(1, "F_DUPFD") || args.isConstant(1, "F_DUP2FD")) {
            duplicated(done, false);
        } else if (args.isConstant(1, "F_DUPFD_CLOEXEC") || args.isConstant(1, "F_DUP2FD_CLOEXEC")) {
            duplicated(done, true);
        } else if (args.isConstant(1, "F_CLOSEM")) {
            closedFrom(done);
        } else if (args.isConstant(1, "F_SETFD")) {
            boolean closes = args.hasFlag(2, "FD_CLOEXEC");
            args.descriptor(0)
                    .map(Arg.Descriptor::fd)
                    .ifPresent(fd -> done.caller().fds().closeOnExec(fd.number(), fd.number(), closes));
        }
    }

    // closefrom(3), fcntl(0x3,F_CLOSEM,0)
    private static void closedFrom(StateChanges.Done done) {
        done.args()
                .descriptor(0)
                .map(Arg.Descriptor::fd)
                .ifPresent(fd -> done.caller().fds().closedRange(fd.number(), Integer.MAX_VALUE));
    }

    // close_range(3, 4294967295, CLOSE_RANGE_UNSHARE) = 0
    private static void closedRange(StateChanges.Done done) {
        CallArgs args = done.args();
        if (args.hasFlag(2, "CLOSE_RANGE_UNSHARE")) {
            done.caller().unshare(Set.of("CLONE_FILES"));
        }
        if (args.number(0).isPresent()) {
            long first = args.number(0).getAsInt() & 0xffffffffL;
            long last = args.number(1).orElse(-1) & 0xffffffffL;
            if (args.hasFlag(2, "CLOSE_RANGE_CLOEXEC")) {
                done.caller().fds().closeOnExec(first, last, true);
            } else {
                done.caller().fds().closedRange(first, last);
            }
        }
    }
}

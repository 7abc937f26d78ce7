package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import java.util.Set;

/** What a call that returned changes in its caller's table of descriptors. */
final class FdChanges {
    private FdChanges() {}

    static void apply(StateChanges.Done done) {
        FdTable fds = done.caller().fds();
        CallArgs args = done.args();
        switch (done.name()) {
            case "open", "open64", "openat", "openat2" -> opened(done);
            case "creat" -> fds.opened(done.value(), where(done), false);
            case "dup" -> duplicated(done, false);
            case "dup2", "dup3" ->
                duplicated(done, OpenFlags.parse(args.text(2)).closesOnExec());
            case "fcntl", "fcntl64" -> controlled(done);
            case "close" ->
                args.descriptor(0).ifPresent(fd -> fds.closed(fd.fd().number()));
            case "close_range" -> closedRange(done);
            default -> {}
        }
    }

    private static void opened(StateChanges.Done done) {
        int flagsAt = done.name().startsWith("openat") ? 2 : 1;
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
    private static void controlled(StateChanges.Done done) {
        switch (done.args().text(1)) {
            case "F_DUPFD" -> duplicated(done, false);
            case "F_DUPFD_CLOEXEC" -> duplicated(done, true);
            case "F_SETFD" -> {
                boolean closes = done.args().text(2).contains("FD_CLOEXEC");
                done.args()
                        .descriptor(0)
                        .map(Arg.Descriptor::fd)
                        .ifPresent(fd -> done.caller().fds().closeOnExec(fd.number(), fd.number(), closes));
            }
            default -> {}
        }
    }

    // close_range(3, 4294967295, CLOSE_RANGE_UNSHARE) = 0
    private static void closedRange(StateChanges.Done done) {
        CallArgs args = done.args();
        if (args.text(2).contains("CLOSE_RANGE_UNSHARE")) {
            done.caller().unshare(Set.of("CLONE_FILES"));
        }
        if (args.number(0).isPresent()) {
            long first = args.number(0).getAsInt() & 0xffffffffL;
            long last = args.number(1).orElse(-1) & 0xffffffffL;
            if (args.text(2).contains("CLOSE_RANGE_CLOEXEC")) {
                done.caller().fds().closeOnExec(first, last, true);
            } else {
                done.caller().fds().closedRange(first, last);
            }
        }
    }
}

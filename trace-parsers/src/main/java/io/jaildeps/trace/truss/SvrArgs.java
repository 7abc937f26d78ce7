package io.jaildeps.trace.truss;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Fd;
import java.util.List;
import java.util.Set;

/** One argument as System V's tracers print it. */
final class SvrArgs {
    private static final Arg WORKING_DIRECTORY = new Arg.Descriptor(Fd.AT_FDCWD, "", false);

    /** Calls whose strings are data, not names. */
    private static final Set<String> DATA_CALLS = Set.of(
            "read",
            "write",
            "pread",
            "pwrite",
            "pread64",
            "pwrite64",
            "kread",
            "kwrite",
            "kpread",
            "kpwrite",
            "send",
            "recv",
            "sendto",
            "recvfrom",
            "nsendto",
            "nrecvfrom",
            "_nsendto",
            "_nrecvfrom",
            "send_file",
            "readv",
            "writev");

    private final Dialect dialect;

    SvrArgs(Dialect dialect) {
        this.dialect = dialect;
    }

    List<Arg> of(String name, byte[] b, Spans spans) {
        boolean data = DATA_CALLS.contains(name);
        boolean at = name.endsWith("at") || name.endsWith("at64");
        Arg[] args = new Arg[spans.size()];
        for (int i = 0; i < args.length; i++) {
            args[i] = of(data, at, b, spans.from(i), spans.to(i));
        }
        return List.of(args);
    }

    private Arg of(boolean data, boolean at, byte[] b, int from, int to) {
        if (from == to) {
            return new Arg.Word("");
        }
        return switch (b[from]) {
            case '"' -> text(data, b, from, to);
            case '{', '[' -> new Arg.Compound(Bytes.text(b, from, to));
            default -> isWorkingDirectory(at, b, from, to) ? WORKING_DIRECTORY : new Arg.Word(Bytes.text(b, from, to));
        };
    }

    /** A number may be AT_FDCWD's only where a descriptor of a directory is asked for. */
    private boolean isWorkingDirectory(boolean at, byte[] b, int from, int to) {
        return (at || b[from] == 'A') && dialect.isWorkingDirectory(b, from, to);
    }

    // "/etc/passwd"   " x x x x".., as far as it was printed
    private Arg text(boolean data, byte[] b, int from, int to) {
        int close = to;
        while (close > from && b[close - 1] == '.') {
            close--;
        }
        if (close - from < 2 || b[close - 1] != '"') {
            return new Arg.Word(Bytes.text(b, from, to));
        }
        String bytes = data ? SvrText.data(b, from + 1, close - 1) : dialect.text(b, from + 1, close - 1);
        return new Arg.Text(bytes, close < to);
    }
}

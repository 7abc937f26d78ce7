package io.jaildeps.trace.truss;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.StraceNotation;
import java.util.ArrayList;
import java.util.List;

/** One argument as FreeBSD's truss prints it. */
final class FreebsdArgs {
    private static final Arg WORKING_DIRECTORY = new Arg.Descriptor(Fd.AT_FDCWD, "", false);
    private static final byte[] AT_FDCWD = Bytes.of("AT_FDCWD");
    private static final byte[] UNREADABLE = Bytes.of("\"(null)\"");
    private static final byte[] DOTS = Bytes.of("...");

    private FreebsdArgs() {}

    /** The arguments of a call of this shape. */
    static List<Arg> of(Shape shape, byte[] b, Spans spans) {
        Arg[] args = new Arg[spans.size()];
        for (int i = 0; i < args.length; i++) {
            args[i] = of(shape.kind(i), b, spans.from(i), spans.to(i));
        }
        return List.of(args);
    }

    /** Arguments whose kinds are not known. */
    static List<Arg> of(byte[] b, Spans spans) {
        Arg[] args = new Arg[spans.size()];
        for (int i = 0; i < args.length; i++) {
            args[i] = of('N', b, spans.from(i), spans.to(i));
        }
        return List.of(args);
    }

    private static Arg of(char kind, byte[] b, int from, int to) {
        if (from == to) {
            return new Arg.Word("");
        }
        return switch (b[from]) {
            case '"' -> kind == 'D' ? data(b, from, to) : path(b, from, to);
            case '{' -> kind == 'S' || kind == 'M' ? FreebsdAddress.read(kind, b, from, to) : compound(b, from, to);
            case '[' -> kind == 'A' ? strings(b, from, to) : compound(b, from, to);
            default ->
                Bytes.startsWith(b, from, to, AT_FDCWD) && to - from == AT_FDCWD.length
                        ? WORKING_DIRECTORY
                        : new Arg.Word(Bytes.text(b, from, to));
        };
    }

    private static Arg path(byte[] b, int from, int to) {
        boolean cut = Bytes.endsWith(b, from, to, DOTS) && to - from > 4;
        int end = cut ? to - DOTS.length : to;
        if (end - from < 2 || b[end - 1] != '"') {
            return new Arg.Word(Bytes.text(b, from, to));
        }
        // What printf(3) makes of no string: the tracer could not read it.
        boolean unreadable = end - from == UNREADABLE.length && Bytes.startsWith(b, from, end, UNREADABLE);
        return unreadable ? new Arg.Word("(null)") : new Arg.Text(Bytes.text(b, from + 1, end - 1), cut);
    }

    // "\^?ELF\^B\^A\^A"...
    private static Arg data(byte[] b, int from, int to) {
        boolean cut = Bytes.endsWith(b, from, to, DOTS) && to - from > 4;
        int end = cut ? to - DOTS.length : to;
        return new Arg.Text(Vis.decode(b, from + 1, Math.max(from + 1, end - 1)), cut);
    }

    private static Arg compound(byte[] b, int from, int to) {
        return new Arg.Compound(Bytes.text(b, from, to));
    }

    // [ "ls", "-l" ]
    private static Arg strings(byte[] b, int from, int to) {
        List<String> strings = new ArrayList<>();
        int i = Bytes.skipBlanks(b, from + 1, to);
        while (i < to && b[i] == '"') {
            int close = i + 1;
            while (close < to - 1 && !endsElement(b, close, to)) {
                close++;
            }
            strings.add(Bytes.text(b, i + 1, close));
            i = Bytes.skipBlanks(b, Math.min(to, close + 2), to);
        }
        return StraceNotation.array(strings);
    }

    /** Whether the quote at {@code at} is followed by the next string or by the bracket that ends the list. */
    private static boolean endsElement(byte[] b, int at, int to) {
        if (b[at] != '"' || at + 2 >= to) {
            return false;
        }
        boolean next = b[at + 1] == ',' && b[at + 2] == ' ' && (at + 3 >= to || b[at + 3] == '"' || b[at + 3] == '<');
        return next || b[at + 1] == ' ' && b[at + 2] == ']' && at + 3 == to;
    }
}

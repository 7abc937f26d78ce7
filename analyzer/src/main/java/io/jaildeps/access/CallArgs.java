package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.strace.Compounds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A call's arguments by position and meaning. A position that the call does not have is absent, never an error.
 *
 * @param kernel whose call it is
 * @param name the one name that the kernel's tables have for it
 * @param paths which of its arguments are paths
 * @param lookedUp the strings, of a trace that prints none
 */
record CallArgs(TraceEvent.Call call, Kernel kernel, String name, List<CallTable.PathArg> paths, LookedUp lookedUp) {
    Optional<Arg> at(int position) {
        return Optional.ofNullable(given(position));
    }

    /** As {@link #at}; null if there is none. */
    @Nullable
    Arg given(int position) {
        List<Arg> args = call.args();
        return position >= 0 && position < args.size() ? args.get(position) : null;
    }

    /** A whole string; an abbreviated one is not a path, nor is one with a NUL byte, which a damaged trace may have. */
    Optional<String> string(int position) {
        return given(position) instanceof Arg.Text given
                        && !given.cut()
                        && given.bytes().indexOf(0) < 0
                ? Optional.of(given.bytes())
                : lookedUp.at(position);
    }

    /** A field of the structure at a position. */
    Optional<Arg> field(int position, String name) {
        return given(position) instanceof Arg.Compound structure ? Compounds.field(structure, name) : Optional.empty();
    }

    /** A whole string that can be a path: not abbreviated, not empty, and without a NUL byte. */
    static Optional<String> path(Arg arg) {
        return arg instanceof Arg.Text path
                        && !path.cut()
                        && !path.bytes().isEmpty()
                        && path.bytes().indexOf(0) < 0
                ? Optional.of(path.bytes())
                : Optional.empty();
    }

    /** The text of a word or a structure, empty if it is neither. */
    String text(int position) {
        return text(given(position));
    }

    private static String text(@Nullable Arg arg) {
        if (arg instanceof Arg.Word word) {
            return word.text();
        }
        return arg instanceof Arg.Compound compound ? compound.text() : "";
    }

    /** A descriptor with or without the tracer's decoration. */
    Optional<Arg.Descriptor> descriptor(int position) {
        Arg arg = given(position);
        return arg == null ? Optional.empty() : descriptor(arg);
    }

    /** As {@link #descriptor(int)}, of what stands in a structure. */
    Optional<Arg.Descriptor> descriptor(Arg arg) {
        if (arg instanceof Arg.Descriptor descriptor) {
            return Optional.of(descriptor);
        }
        String text = text(arg);
        OptionalInt number = number(text);
        if (number.isPresent()) {
            return Optional.of(new Arg.Descriptor(fd(number.getAsInt()), "", false));
        }
        return kernel.numbers().named(text).contains("AT_FDCWD")
                ? Optional.of(new Arg.Descriptor(Fd.AT_FDCWD, "", false))
                : Optional.empty();
    }

    private Fd fd(int number) {
        OptionalLong cwd = kernel.numbers().value("AT_FDCWD");
        return cwd.isPresent() && cwd.getAsLong() == number ? Fd.AT_FDCWD : new Fd(number);
    }

    /** A number of 32 bits, whatever its sign. */
    OptionalInt number(int position) {
        return number(text(position));
    }

    private static OptionalInt number(String text) {
        OptionalLong number = Numbers.number(text);
        long value = number.orElse(0);
        return number.isPresent() && (value == (int) value || value >>> 32 == 0)
                ? OptionalInt.of((int) value)
                : OptionalInt.empty();
    }

    /** True if the flags at a position have this one, by name or by number. */
    boolean hasFlag(int position, String constant) {
        return kernel.numbers().hasFlag(text(position), constant);
    }

    /** True if the argument is this constant, by name or by number. */
    boolean isConstant(int position, String constant) {
        return kernel.numbers().isConstant(text(position), constant);
    }
}

package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.TraceEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** A call's arguments by position and meaning. A position that the call does not have is absent, never an error. */
record CallArgs(TraceEvent.Call call) {
    Optional<Arg> at(int position) {
        return position >= 0 && position < call.args().size()
                ? Optional.of(call.args().get(position))
                : Optional.empty();
    }

    /** A whole string; an abbreviated one is not a path. */
    Optional<String> string(int position) {
        return at(position)
                .flatMap(arg ->
                        arg instanceof Arg.Text text && !text.cut() ? Optional.of(text.bytes()) : Optional.empty());
    }

    /** The text of a word or a structure, empty if it is neither. */
    String text(int position) {
        return at(position)
                .map(arg -> arg instanceof Arg.Word word
                        ? word.text()
                        : arg instanceof Arg.Compound compound ? compound.text() : "")
                .orElse("");
    }

    Set<String> flags(int position) {
        String text = text(position);
        int comment = text.indexOf("/*");
        String names = comment < 0 ? text : text.substring(comment + 2).replace("*/", "");
        return Arrays.stream(names.strip().split("\\|")).collect(Collectors.toUnmodifiableSet());
    }

    /** A descriptor with or without the tracer's decoration. */
    Optional<Arg.Descriptor> descriptor(int position) {
        return at(position).flatMap(arg -> {
            if (arg instanceof Arg.Descriptor descriptor) {
                return Optional.of(descriptor);
            }
            OptionalInt number = number(position);
            return number.isPresent()
                    ? Optional.of(new Arg.Descriptor(new Fd(number.getAsInt()), "", false))
                    : Optional.empty();
        });
    }

    OptionalInt number(int position) {
        try {
            long value = Long.decode(text(position));
            return value == (int) value || value >>> 32 == 0 ? OptionalInt.of((int) value) : OptionalInt.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }
}

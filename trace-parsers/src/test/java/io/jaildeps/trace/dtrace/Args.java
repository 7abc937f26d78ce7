package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Arg;

/** Arguments as tests expect them. */
final class Args {
    private Args() {}

    static Arg word(String text) {
        return new Arg.Word(text);
    }

    static Arg text(String bytes) {
        return new Arg.Text(bytes, false);
    }
}

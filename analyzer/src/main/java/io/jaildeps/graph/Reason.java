package io.jaildeps.graph;

import io.jaildeps.path.JailPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a path is needed: {@code opened by /usr/sbin/sshd}, {@code interpreter of /usr/bin/ls}.
 *
 * @param phrase the words before the path
 * @param from the program or file whose need it is; empty for a reason that stands for itself
 * @param detail in parentheses behind the path; may be empty
 */
public record Reason(String phrase, Optional<JailPath> from, String detail) {
    public static Reason of(String phrase, JailPath from) {
        return new Reason(phrase, Optional.of(from), "");
    }

    /** A reason that needs no other path. */
    static Reason alone(String phrase) {
        return new Reason(phrase, Optional.empty(), "");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Reason that
                && phrase.equals(that.phrase)
                && from.equals(that.from)
                && detail.equals(that.detail);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * phrase.hashCode() + from.hashCode()) + detail.hashCode();
    }

    @Override
    public String toString() {
        return phrase + from.map(path -> " " + path).orElse("") + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}

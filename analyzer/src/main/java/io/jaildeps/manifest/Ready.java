package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** When a target is ready to be exercised. */
public sealed interface Ready {
    /** When it has exited. */
    record Exit() implements Ready {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Exit;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    /** When somebody listens on a TCP port of its network namespace. */
    record Tcp(int port) implements Ready {}

    /** When a socket is at the path. */
    record UnixSocket(JailPath path) implements Ready {}

    /** When something is at the path. */
    record FileExists(JailPath path) implements Ready {}

    /** When its output has a match. */
    record Log(String regex) implements Ready {}

    /** When it has done nothing for so long. */
    record Quiet(Duration time) implements Ready {}

    /** When it listens on some socket and has nothing to do; which, is found out. */
    record Listen() implements Ready {}

    /** Whatever comes first: exit, listening, quiet. */
    record Guess() implements Ready {}

    /**
     * Reads {@code exit}, {@code listen}, {@code guess}, {@code tcp:[HOST:]PORT}, {@code unix:PATH}, {@code file:PATH},
     * {@code log:REGEX} or {@code quiet:SECONDS}.
     *
     * @throws IllegalArgumentException if {@code text} is none of them; the message tells why and does not repeat it
     */
    static Ready parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        return switch (colon < 0 ? text : kind + ":") {
            case "exit" -> new Exit();
            case "listen" -> new Listen();
            case "guess" -> new Guess();
            case "tcp:" -> tcp(value);
            case "unix:" -> new UnixSocket(path(value));
            case "file:" -> new FileExists(path(value));
            case "log:" -> log(value);
            case "quiet:" -> quiet(value);
            default ->
                throw new IllegalArgumentException(
                        "it is none of exit, tcp:[HOST:]PORT, unix:PATH, file:PATH, log:REGEX and quiet:SECONDS");
        };
    }

    private static Ready tcp(String value) {
        String port = value.substring(value.lastIndexOf(':') + 1);
        if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535");
        }
        return new Tcp(Integer.parseInt(port));
    }

    private static JailPath path(String value) {
        if (!value.startsWith("/") || value.indexOf(0) >= 0) {
            throw new IllegalArgumentException("not an absolute path");
        }
        return JailPath.of(value);
    }

    private static Ready log(String regex) {
        if (regex.isEmpty()) {
            throw new IllegalArgumentException("a regular expression is missing");
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
        }
        return new Log(regex);
    }

    private static Ready quiet(String seconds) {
        if (!seconds.matches("\\d{1,4}(\\.\\d{1,3})?")) {
            throw new IllegalArgumentException("not a number of seconds, at most 9999.999");
        }
        return new Quiet(Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000)));
    }

    /** The form that {@link #parse} reads. */
    default String text() {
        if (this instanceof Tcp tcp) {
            return "tcp:" + tcp.port();
        } else if (this instanceof UnixSocket socket) {
            return "unix:" + socket.path();
        } else if (this instanceof FileExists file) {
            return "file:" + file.path();
        } else if (this instanceof Log log) {
            return "log:" + log.regex();
        } else if (this instanceof Quiet quiet) {
            return "quiet:" + quiet.time().toMillis() / 1000.0;
        } else if (this instanceof Listen) {
            return "listen";
        }
        return this instanceof Exit ? "exit" : "guess";
    }
}

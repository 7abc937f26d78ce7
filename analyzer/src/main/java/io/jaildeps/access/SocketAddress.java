package io.jaildeps.access;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Socket addresses as strace prints them, see unix(7) and ip(7). */
final class SocketAddress {
    // {sa_family=AF_INET, sin_port=htons(22), sin_addr=inet_addr("0.0.0.0")}
    // {sa_family=AF_INET6, sin6_port=htons(22), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::", &sin6_addr), …}
    private static final Pattern PORT = Pattern.compile("sin6?_port=htons\\((\\d{1,5})\\)");

    private SocketAddress() {}

    /** The path of a socket in the file system; an abstract or unnamed one has none. */
    static Optional<String> unixPath(String structure) {
        // {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, of old {sa_family=AF_FILE, path="/dev/log"}
        int field = structure.indexOf("path=\"");
        if (field < 0) {
            return Optional.empty();
        }
        return QuotedText.at(structure, field + "path=".length()).filter(path -> !path.isEmpty());
    }

    static OptionalInt port(String structure) {
        Matcher matcher = PORT.matcher(structure);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}

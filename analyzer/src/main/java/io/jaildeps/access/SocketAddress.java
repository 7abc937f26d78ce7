package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.strace.Compounds;
import java.util.ArrayList;
import java.util.List;
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
    static Optional<String> unixPath(Arg argument) {
        if (!(argument instanceof Arg.Compound address)) {
            return Optional.empty();
        }
        // of sendmsg(2): {msg_name={sa_family=AF_UNIX, sun_path="/dev/log"}, msg_namelen=110, …}
        Optional<Arg> nested = Compounds.field(address, "msg_name");
        if (nested.isPresent()) {
            return unixPath(nested.get());
        }
        // {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, of old {sa_family=AF_FILE, path="/dev/log"}
        return Compounds.field(address, "sun_path")
                .or(() -> Compounds.field(address, "path"))
                .flatMap(CallArgs::path);
    }

    /** Those of the messages that sendmmsg(2) sends. */
    // [{msg_hdr={msg_name={sa_family=AF_UNIX, sun_path="/x"}, …}, msg_len=2}, …], up to 4.10 {{{msg_name(110)={…}, …},
    // 2}}
    static List<String> unixPaths(Arg messages) {
        if (!(messages instanceof Arg.Compound list)) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        for (Arg message : Compounds.elements(list)) {
            if (message instanceof Arg.Compound whole) {
                Compounds.field(whole, "msg_hdr")
                        .or(() -> Compounds.elements(whole).stream().findFirst())
                        .flatMap(SocketAddress::unixPath)
                        .ifPresent(paths::add);
            }
        }
        return paths;
    }

    static OptionalInt port(String structure) {
        Matcher matcher = PORT.matcher(structure);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }
}

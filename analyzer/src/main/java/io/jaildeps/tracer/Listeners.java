package io.jaildeps.tracer;

import io.jaildeps.trace.Pid;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Listening TCP sockets in the network namespace of a process, from its /proc/PID/net, see proc(5). */
public final class Listeners {
    // "  0: 00000000:0016 00000000:0000 0A 00000000:00000000 …": local address:port, remote, state; 0A is LISTEN
    private static final String LISTEN = "0A";

    private Listeners() {}

    /** The TCP ports on which anybody listens there. */
    public static SortedSet<Integer> tcpPorts(Pid pid) {
        SortedSet<Integer> ports = new TreeSet<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            ProcessTree.read(Path.of("/proc", pid.toString(), "net", table))
                    .ifPresent(text -> text.lines().skip(1).forEach(line -> {
                        String[] fields = line.strip().split("\\s+");
                        if (fields.length > 3
                                && fields[3].toUpperCase(Locale.ROOT).equals(LISTEN)) {
                            String port = fields[1].substring(fields[1].lastIndexOf(':') + 1);
                            ports.add(Integer.parseInt(port, 16));
                        }
                    }));
        }
        return ports;
    }
}

package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.Map;

/** What can be done about a socket that another program listens on. */
final class SocketAdvice {
    private static final Map<String, String> KNOWN = Map.of(
            "/dev/log", "syslog",
            "/run/systemd/journal/dev-log", "syslog",
            "/run/systemd/journal/socket", "syslog",
            "/run/nscd/socket", "name-service-cache",
            "/var/run/nscd/socket", "name-service-cache",
            "/run/dbus/system_bus_socket", "dbus",
            "/var/run/dbus/system_bus_socket", "dbus");

    private SocketAdvice() {}

    static String of(JailPath path) {
        return KNOWN.getOrDefault(path.bytes(), "bind-mount");
    }
}

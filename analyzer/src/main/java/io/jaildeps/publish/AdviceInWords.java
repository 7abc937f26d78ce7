package io.jaildeps.publish;

import java.util.Map;

/** What the manifest's words of advice about sockets mean to the person who has to act. */
final class AdviceInWords {
    private static final Map<String, String> SENTENCES = Map.of(
            "syslog",
            "its messages are lost unless a syslog daemon also listens at this path in the jail"
                    + " (syslogd -a; rsyslog: imuxsock with Socket=)",
            "name-service-cache",
            "not needed: without it, names are looked up in the jail's own files",
            "dbus",
            "leave it out if the program works without it: the bus gives a way out of the jail",
            "bind-mount",
            "bind-mount the socket's directory into the jail if the program needs that service");

    private AdviceInWords() {}

    /** A sentence; the word itself if it is not known, since the manifest may be newer than this program. */
    static String of(String advice) {
        return SENTENCES.getOrDefault(advice, advice);
    }
}

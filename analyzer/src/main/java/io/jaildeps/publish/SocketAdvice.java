package io.jaildeps.publish;

import java.util.Map;

/** What the manifest's words of advice about sockets mean to the person who has to act. */
final class SocketAdvice {
    private static final Map<String, String> WORDS = Map.of(
            "syslog",
            "its messages are lost unless a syslog daemon also listens at this path in the jail"
                    + " (syslogd -a; rsyslog: imuxsock with Socket=)");

    private SocketAdvice() {}

    /** A sentence; the word itself if it is not known, since the manifest may be newer than this program. */
    static String words(String advice) {
        return WORDS.getOrDefault(advice, advice);
    }
}

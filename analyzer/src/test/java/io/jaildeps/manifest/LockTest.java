package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockTest {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final Lock LOCK = new Lock(List.of(
            new Lock.File(Manifests.path("/usr/bin/x"), 5_000_000_000L, HASH, "coreutils", "9.1-1"),
            new Lock.File(Manifests.path("/etc/\u00ff"), 0, HASH, "", "")));

    @Test
    void aLockHasOneFileALineSortedByPath() {
        assertEquals(
                "{\"schema\": 1,\n \"files\": [\n"
                        + "  {\"path\":\"/etc/\\udcff\",\"size\":0,\"sha256\":\"" + HASH + "\"},\n"
                        + "  {\"path\":\"/usr/bin/x\",\"size\":5000000000,\"sha256\":\"" + HASH
                        + "\",\"package\":\"coreutils\",\"version\":\"9.1-1\"}]}\n",
                new LockWriter().write(LOCK));
    }

    @Test
    void aLockComesBackAsItWas() throws BadManifest {
        assertEquals(LOCK, new LockReader().read(bytes(new LockWriter().write(LOCK))));
        Lock empty = new Lock(List.of());
        assertEquals(empty, new LockReader().read(bytes(new LockWriter().write(empty))));
    }

    @Test
    void everyCutOfALockIsBad() {
        byte[] text = bytes(new LockWriter().write(LOCK));
        for (int length = 0; length < text.length - 2; length++) {
            byte[] cut = Arrays.copyOf(text, length);
            assertThrows(BadManifest.class, () -> new LockReader().read(cut), "cut to " + length);
        }
    }

    @Test
    void whatIsNotALockIsNamedByItsLine() {
        assertBad("line 1: no \"schema\" or no \"files\"", "{\"schema\": 1}");
        assertBad("line 1: unknown field \"x\"", "{\"x\": 1}");
        assertBad("line 2: \"size\" is not a number", "{\"schema\":1,\"files\":[\n" + file("'1'", HASH) + "]}");
        assertBad(
                "line 2: not a size and a SHA-256: -1 " + HASH,
                "{\"schema\":1,\"files\":[\n" + file("-1", HASH) + "]}");
        assertBad("line 1: two files /x", "{\"schema\":1,\"files\":[" + file("1", HASH) + "," + file("1", HASH) + "]}");
    }

    private static String file(String size, String hash) {
        return ("{'path':'/x','size':" + size + ",'sha256':'" + hash + "'}").replace('\'', '"');
    }

    private static void assertBad(String message, String text) {
        BadManifest bad = assertThrows(BadManifest.class, () -> new LockReader().read(bytes(text)));
        assertEquals(message, bad.getMessage());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

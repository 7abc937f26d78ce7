package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.JailPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManifestRoundTripTest {
    private final ManifestWriter writer = new ManifestWriter();

    @Test
    void everyRecordComesBackAsItWas() throws BadManifest {
        assertEquals(Manifests.complete(), readBack(Manifests.complete()));
    }

    @Test
    void howItIsProvedComesBackAndTheUsualIsNotWritten() throws BadManifest {
        Manifest usual = Manifests.complete();
        assertTrue(!writer.write(usual).contains("\"status\"")
                && !writer.write(usual).contains("privateNetwork"));
        Manifest other = usual.withTarget(usual.target().provedBy(3, true));
        assertEquals(other, readBack(other));
        assertTrue(writer.write(other).contains("],\"status\":3,\"privateNetwork\":true},\n"));
    }

    @Test
    void whatIsUnverifiedSaysSoInItsLine() throws BadManifest {
        assertEquals(Manifests.unverified(), readBack(Manifests.unverified()));
        assertEquals(
                "  {\"path\":\"/dev/zero\",\"type\":\"device\",\"device\":\"c ?:?\",\"mode\":\"0666\","
                        + "\"unverified\":true,\"why\":[\"test\"]},",
                writer.write(Manifests.unverified())
                        .lines()
                        .filter(line -> line.contains("/dev/zero"))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void aDeviceWithoutANumberIsNeverVerified() {
        String text = writer.write(Manifests.unverified()).replace("\"unverified\":true,", "");
        BadManifest refused =
                assertThrows(BadManifest.class, () -> new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8)));
        assertTrue(String.valueOf(refused.getMessage()).contains("only for an unverified entry"));
    }

    @Test
    void theSameFactsAreTheSameBytesInWhateverOrderTheyCame() {
        String expected = writer.write(Manifests.complete());
        for (int seed = 0; seed < 20; seed++) {
            List<Entry> shuffled = new ArrayList<>(Manifests.entries());
            Collections.shuffle(shuffled, new Random(seed));
            assertEquals(expected, writer.write(Manifests.complete(shuffled)));
        }
    }

    @Test
    void everyEntryHasOneLine() {
        String text = writer.write(Manifests.complete());
        for (Entry entry : Manifests.entries()) {
            String start = "  {\"path\":\"" + entry.path().bytes() + "\",";
            if (entry.path().bytes().matches("[ -~]*") && !entry.path().bytes().contains("\"")) {
                assertEquals(
                        1, text.lines().filter(line -> line.startsWith(start)).count(), start);
            }
        }
        assertEquals(
                "  {\"path\":\"/bin/x\",\"type\":\"file\",\"mode\":\"4755\","
                        + "\"why\":[\"found by \\\"rule\\\"\",\"opened by /usr/sbin/sshd\"]},",
                text.lines()
                        .filter(line -> line.contains("\"/bin/x\""))
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void everyByteOfAPathComesBack() throws BadManifest {
        List<Entry> entries = new ArrayList<>();
        for (int b = 1; b < 0x100; b++) {
            if (b != '/' && b != '.') {
                JailPath path = JailPath.ofBytes("/" + (char) b);
                entries.add(new Entry.Symlink(path, "" + (char) b, List.of()));
                entries.add(new Entry.Symlink(path.parent().resolve("x" + (char) b + "\u0080y"), "t", List.of()));
            }
        }
        Manifest manifest = Manifests.complete(entries);
        assertEquals(manifest, readBack(manifest));
    }

    @Test
    void bytesThatLookLikeAnEncodedSurrogateComeBack() throws BadManifest {
        Manifest manifest = Manifests.complete(List.of(
                new Entry.Symlink(JailPath.ofBytes("/\u00ed\u00b2\u0080"), "x", List.of()),
                new Entry.Symlink(JailPath.ofBytes("/\u00f0\u009f\u0098\u0080"), "x", List.of()),
                new Entry.Symlink(JailPath.ofBytes("/\u0080"), "x", List.of())));
        assertEquals(manifest, readBack(manifest));
    }

    private Manifest readBack(Manifest manifest) throws BadManifest {
        return new ManifestReader().read(writer.write(manifest).getBytes(StandardCharsets.UTF_8));
    }
}

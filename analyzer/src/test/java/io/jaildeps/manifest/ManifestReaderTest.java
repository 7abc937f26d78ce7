package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    private static final String START =
            "{\"schema\": 1,\n\"target\": {\"command\":[\"/x\"],\"cwd\":\"/\",\"user\":\"root\","
                    + "\"environment\":{},\"ready\":\"exit\",\"exercise\":[]},\n\"platform\": {\"os\":\"linux\",\"arch\":\"x\"}";

    @Test
    void theSmallestManifestIsRead() throws BadManifest {
        assertEquals("root", read(START + "}").target().user());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'path':'/a/../b','type':'directory','mode':'0755','why':[]} | path /a/../b is not in normal form",
                "{'path':'/a/','type':'directory','mode':'0755','why':[]} | is not in normal form",
                "{'path':'//a','type':'directory','mode':'0755','why':[]} | is not in normal form",
                "{'path':'/./a','type':'directory','mode':'0755','why':[]} | is not in normal form",
                "{'path':'/..','type':'directory','mode':'0755','why':[]} | is not in normal form",
                "{'path':'a','type':'directory','mode':'0755','why':[]} | not an absolute path",
                "{'path':'','type':'directory','mode':'0755','why':[]} | not an absolute path",
                "{'path':'/\\u0000','type':'directory','mode':'0755','why':[]} | not the bytes of a path",
                "{'path':'/\\ud800','type':'directory','mode':'0755','why':[]} | lone surrogate U+D800",
                "{'path':'/\\udc00','type':'directory','mode':'0755','why':[]} | lone surrogate U+DC00",
                "{'path':7,'type':'directory','mode':'0755','why':[]} | \"path\" is not text",
                "{'type':'directory','mode':'0755','why':[]} | no \"path\"",
                "{'path':'/a','mode':'0755','why':[]} | no \"type\"",
                "{'path':'/a','type':'socket','why':[]} | type \"socket\" is not known",
                "{'path':'/a','type':'\\u001b[1m','why':[]} | type \"?[1m\" is not known",
                "{'path':'/a','type':'directory','mode':'0799','why':[]} | not a file mode: 0799",
                "{'path':'/a','type':'directory','mode':'07777777','why':[]} | not a file mode",
                "{'path':'/a','type':'directory','mode':493,'why':[]} | \"mode\" is not text",
                "{'path':'/a','type':'directory','mode':'0755','owner':'a:b','why':[]} | not an owner",
                "{'path':'/a','type':'directory','mode':'0755','owner':'-x','why':[]} | not an owner",
                "{'path':'/a','type':'directory','mode':'0755','why':'x'} | \"why\" is not a list",
                "{'path':'/a','type':'directory','mode':'0755','why':[1]} | \"why\" is not text",
                "{'path':'/a','type':'directory','mode':'0755'} | no \"why\"",
                "{'path':'/a','type':'directory','mode':'0755','why':[],'x':1} | unknown field \"x\"",
                "{'path':'/a','type':'directory','mode':'0755','target':'x','why':[]} | unknown field \"target\"",
                "{'path':'/a','type':'symlink','target':'','why':[]} | not the target of a link",
                "{'path':'/a','type':'symlink','target':'\\u0000','why':[]} | not the target of a link",
                "{'path':'/a','type':'device','device':'c 1','mode':'0666','why':[]} | not a device: c 1",
                "{'path':'/a','type':'device','device':'c -1:3','mode':'0666','why':[]} | not a device",
                "{'path':'/a','type':'file','mode':'0644','content':'x','why':[]} | content \"x\" is not known",
                "{'path':'/a','type':'file','mode':'0644','content':'users','why':[]} | no \"keep\"",
                "{'path':'/a','type':'file','mode':'0644','secret':1,'why':[]} | \"secret\" is not true or false",
                "{'path':'/a','path':'/b','type':'fifo','mode':'0644','why':[]} | Duplicate field 'path'",
                "7 | not an object",
                "null | not an object",
            })
    void aBadEntryIsNamedByItsLine(String entry, String reason) {
        String text = START + ",\n\"entries\": [\n{\"path\":\"/z\",\"type\":\"fifo\",\"mode\":\"0600\",\"why\":[]},\n"
                + entry.replace('\'', '"') + "\n]}";
        assertBad("line 6: ", reason, text);
    }

    @Test
    void whatIsWrongOutsideOfEntriesHasItsLineToo() {
        assertBad("line 1: ", "not a JSON object", "[]");
        assertBad("line 1: ", "not a JSON object", "");
        assertBad("line 1: ", "schema 2 is not known, only 1", "{\"schema\": 2}");
        assertBad("line 1: ", "schema 1.0 is not known", "{\"schema\": 1.0}");
        assertBad("line 1: ", "schema 99999999999999999999 is not known", "{\"schema\": 99999999999999999999}");
        assertBad("line 2: ", "no \"target\"", "{\"schema\": 1\n, \"entries\": []}");
        assertBad("line 1: ", "no \"schema\"", "{}");
        assertBad("line 4: ", "unknown field \"more\"", START + ",\n\"more\": 1}");
        assertBad("line 4: ", "Duplicate field", START + ",\n\"schema\": 1}");
        assertBad("line 4: ", "not a list", START + ",\n\"entries\": {}}");
        assertBad("line 4: ", "something follows", START + "}\n{}");
        String entry = "{\"path\":\"/z\",\"type\":\"fifo\",\"mode\":\"0600\",\"why\":[]}";
        assertBad("line 5: ", "two entries for /z", START + ",\n\"entries\":[" + entry + ",\n" + entry + "]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'ready':'exit' | 'ready':'zap' | ready \"zap\" is no condition: it is none of exit, tcp:",
                "'ready':'exit' | 'ready':'\\u001bzap\\u00e4' | ready \"\\x1bzap\u00e4\" is no condition",
                "'ready':'exit' | 'ready':'tcp:70000' | is no condition: a port is a number from 1 to 65535",
                "'ready':'exit' | 'ready':'file:x' | is no condition: not an absolute path",
                "'ready':'exit' | 'ready':'log:(' | is no condition: not a regular expression: ",
                "'ready':'exit' | 'ready':'quiet:long' | is no condition: not a number of seconds",
                "'exercise':[] | 'exercise':[],'status':256 | status 256 is none of 0 to 255",
                "'exercise':[] | 'exercise':[],'status':'0' | \"status\" is not a number",
                "'exercise':[] | 'exercise':[],'privateNetwork':1 | \"privateNetwork\" is not true or false",
            })
    void aProofThatCanNotBeIsNamedByItsLine(String was, String is, String reason) {
        String text = new ManifestWriter().write(Manifests.manifest());
        String changed = text.replace(was.replace('\'', '"'), is.replace('\'', '"'));
        assertBad("line 2: ", reason, changed);
    }

    @Test
    void deepNestingIsRefusedAndDoesNotOverflow() {
        String deep = "[".repeat(100_000);
        assertBad("line 1: ", "not a JSON object", deep);
        assertBad("line 4: ", "nesting depth", START + ",\n\"entries\":[{\"path\":" + deep);
    }

    @Test
    void everyCutOfAManifestIsBad() {
        byte[] text = new ManifestWriter().write(Manifests.complete()).getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < text.length - 2; length++) {
            byte[] cut = Arrays.copyOf(text, length);
            assertThrows(BadManifest.class, () -> new ManifestReader().read(cut), "cut to " + length);
        }
    }

    @Test
    void noSingleChangedByteBreaksTheReader() {
        byte[] text = new ManifestWriter().write(Manifests.complete()).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        int bad = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = text.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            try {
                new ManifestReader().read(changed);
            } catch (BadManifest e) {
                assertTrue(String.valueOf(e.getMessage()).matches("line [1-9][0-9]*: \\P{C}+"), e::getMessage);
                bad++;
            }
        }
        assertTrue(bad > 1000, "only " + bad + " were bad");
    }

    private static Manifest read(String text) throws BadManifest {
        return new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertBad(String start, String reason, String text) {
        BadManifest bad = assertThrows(BadManifest.class, () -> read(text));
        assertTrue(String.valueOf(bad.getMessage()).startsWith(start), bad::getMessage);
        assertTrue(String.valueOf(bad.getMessage()).contains(reason), bad::getMessage);
    }
}

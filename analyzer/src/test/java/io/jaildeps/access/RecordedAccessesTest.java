package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.access.rule.IgnoreRule;
import io.jaildeps.access.rule.IgnoreRules;
import io.jaildeps.fixtures.Golden;
import io.jaildeps.fixtures.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedAccessesTest {
    /** Rules for what these traces of Linux do not look for; jemalloc's malloc.conf would be found with more of them. */
    private static final Set<String> OF_OTHER_SYSTEMS = Set.of(
            "malloc-settings",
            "loader-settings",
            "loader-hints",
            "dtrace-helper",
            "emulation",
            "platform-library",
            "name-service-cache",
            "vendor-files");

    private static final String GOLDEN = "analyzer/src/test/resources/io/jaildeps/access/";

    /** Where the probe was started, in a directory with a random name. */
    private static final String PROBE_CWD = "/srv/captures/build/mx.0000";

    private static Seen probe(String name) {
        return Seen.ofFile(Recorded.fixture("traces/own-strace61/" + name), PROBE_CWD);
    }

    /** One access a line, with what differs from run to run made equal. */
    private static String text(Seen seen) {
        return seen.accesses().stream()
                        .map(access -> Seen.line(access) + (access.place().follows() ? "" : " (link kept)") + " by "
                                + access.actor().program())
                        .map(line -> line.replaceAll("/mx\\.\\w{4}", "/mx.0000")
                                .replace("\t", "\\t")
                                .replace("\n", "\\n"))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    @Test
    void theProbesAccessesAreThoseThatWereChecked() throws IOException {
        Golden.assertMatches(GOLDEN + "f.txt", text(probe("f.txt")));
    }

    /** Other paths for the same: where a link led is only told by a decoration. */
    @Test
    void decorationsChangeNothing() {
        assertEquals(text(probe("f.txt")), text(probe("f-y.txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f-Xverbose.txt",
                "f-Xabbrev.txt",
                "f-a0.txt",
                "f-s4096.txt",
                "f-ttt-T-y.txt",
                "f-yy.txt",
                "f-decode-all.txt",
                "f-n.txt",
                "f-i.txt",
                "f-v.txt",
                "f-x.txt"
            })
    void neitherDoOtherOptions(String file) {
        assertEquals(text(probe("f.txt")), text(probe(file)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"named-checkconf", "nginx-start", "sshd-banner"})
    void aServicesUsesAreThoseThatWereChecked(String service) throws IOException {
        Path trace = Recorded.fixture("traces/services/" + service + ".txt");
        Accesses accesses = new Accesses();
        Seen.ofFile(trace, "/").accesses().forEach(accesses);
        String text = accesses.uses().stream().map(RecordedAccessesTest::use).collect(Collectors.joining("\n"));
        Golden.assertMatches(GOLDEN + service + ".txt", text + "\n");
    }

    private static String use(PathUse use) {
        String state = Stream.of(
                        use.made() ? "made" : "",
                        use.replaced() ? "replaced" : "",
                        use.walkedPast() ? "walked past" : "",
                        use.hitAfterWalk() ? "hit after walk" : "")
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
        String done = use.done().keySet().stream().map(AccessKind::participle).collect(Collectors.joining(", "));
        Optional<IgnoreRule> rule = IgnoreRules.explaining(use);
        return use.asked().bytes()
                + (use.asked().root().isRoot() ? "" : " @" + use.asked().root())
                + ": "
                + done
                + (use.failed().isEmpty() ? "" : " fails " + use.failed().keySet())
                + (state.isEmpty() ? "" : " (" + state + ")")
                + rule.map(name -> " ignored by " + name.name()).orElse("");
    }

    private static List<Path> foreign() throws IOException {
        Path folder = Recorded.shared("foreign/linux-strace");
        assumeTrue(Files.isDirectory(folder), "no recorded traces of other people here");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void otherPeoplesTracesAreReadWithoutComplaint() throws IOException {
        for (Path file : foreign()) {
            Seen.ofFile(file, "")
                    .accesses()
                    .forEach(access -> access.place().asked().lexical());
        }
    }

    @Test
    void ofWhatFailsInOtherPeoplesTracesTheRulesExplainEachTheirShare() throws IOException {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Path file : foreign()) {
            Accesses accesses = new Accesses();
            Seen.ofFile(file, "/").accesses().forEach(accesses);
            for (PathUse use : accesses.uses()) {
                IgnoreRules.explaining(use).ifPresent(rule -> counts.merge(rule.name(), 1, Integer::sum));
            }
        }
        // of 9,900
        Set<String> unused = missing(counts.keySet());
        unused.removeAll(OF_OTHER_SYSTEMS);
        assertEquals(Set.of("no-terminal", "end-not-recorded"), unused);
        assertBetween(1200, 2000, counts, "hwcaps");
        assertBetween(1400, 2200, counts, "library-search");
        assertBetween(2700, 4000, counts, "import-search");
        assertBetween(30, 60, counts, "loader-preload");
        assertBetween(60, 120, counts, "locale");
        assertBetween(100, 250, counts, "path-search");
        assertBetween(10, 20, counts, "optional-socket");
    }

    private static Set<String> missing(Set<String> names) {
        Set<String> all = IgnoreRules.all().stream().map(IgnoreRule::name).collect(Collectors.toSet());
        all.removeAll(names);
        return all;
    }

    private static void assertBetween(int least, int most, SortedMap<String, Integer> counts, String rule) {
        int count = counts.getOrDefault(rule, 0);
        assertTrue(least <= count && count <= most, rule + " explains " + count + " of " + counts);
    }
}

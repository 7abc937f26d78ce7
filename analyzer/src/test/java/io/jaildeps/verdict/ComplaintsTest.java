package io.jaildeps.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.access.Accesses;
import io.jaildeps.access.RunFacts;
import io.jaildeps.access.Traces;
import io.jaildeps.manifest.Ready;
import io.jaildeps.trace.ParseSummary;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintsTest {
    private static final Accesses FOUND = Traces.accesses("1 stat(\"/var/tmp\", {st_mode=S_IFDIR|0777}) = 0");
    private static final Accesses LACKING =
            Traces.accesses("1 stat(\"/var/tmp\", 0x7ffc) = -1 ENOENT (No such file or directory)");

    private static PassResult stays(Accesses accesses, String stdout, String stderr) {
        return new PassResult(
                accesses,
                new RunFacts(),
                new PassResult.Ending.Stayed(),
                new Ready.Quiet(Duration.ofSeconds(3)),
                List.of(),
                List.of(),
                new PassResult.Reading(new ParseSummary(0, 0, 0, 0), false, 0, 1),
                new PassResult.Output(stdout, stderr, stdout, false, WrittenFiles.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(c.2579) upload-dirs doesn't exist: /var/tmp | true",
                "no such directory '/var/tmp'                 | true",
                "cannot use /var/tmp/.                        | true",
                "cannot use /var/tmp. Going on.               | true",
                "cannot open /var/tmpfiles                    | false",
                "cannot open /srv/var/tmp                     | false",
                "something else is new                        | false",
                "9 said on the host                           | false"
            })
    void aLineThatNamesWhatTheJailLacksIsAComplaint(String line, boolean counts) {
        PassResult host = stays(FOUND, "", "1 said on the host\n");
        List<String> expected = counts ? List.of(line) : List.of();
        assertEquals(expected, List.copyOf(Complaints.of(host, stays(LACKING, "", line + "\n"))));
        assertEquals(expected, List.copyOf(Complaints.of(host, stays(LACKING, line + "\n", ""))));
    }

    @Test
    void whatMayNotBeUsedIsLackingToo() {
        Accesses found = Traces.accesses("1 access(\"/var/tmp\", W_OK) = 0");
        Accesses refused = Traces.accesses(
                "1 stat(\"/var/tmp\", {st_mode=S_IFDIR|0777}) = 0",
                "1 access(\"/var/tmp\", W_OK) = -1 EACCES (Permission denied)");
        String line = "/var/tmp is not writable\n";
        assertEquals(
                1, Complaints.of(stays(found, "", ""), stays(refused, "", line)).size());
        assertEquals(
                0,
                Complaints.of(stays(refused, "", ""), stays(refused, "", line)).size());
    }

    @Test
    void whatTheHostLacksTooIsNone() {
        String line = "no /var/tmp\n";
        assertEquals(
                0,
                Complaints.of(stays(LACKING, "", ""), stays(LACKING, "", line)).size());
        assertEquals(
                0, Complaints.of(stays(FOUND, "", ""), stays(FOUND, "", line)).size());
    }

    @Test
    void aComplaintIsADifferenceOfARunThatStays() {
        OutputDifference difference =
                OutputDifference.between(stays(FOUND, "", ""), stays(LACKING, "ready\n", "no /var/tmp\n"));
        assertEquals("it says \"no /var/tmp\", which it does not on the host", difference.words());
    }
}

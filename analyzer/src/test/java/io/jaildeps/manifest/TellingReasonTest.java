package io.jaildeps.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.path.JailPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingReasonTest {
    private static final List<String> PLAIN =
            List.of("opened by /a", "opened by /b", "opened by /c", "opened by /d", "opened by /e", "opened by /f");

    @Test
    void a_long_list_keeps_its_first_reasons() {
        assertEquals(
                List.of("opened by /a", "opened by /b", "opened by /c", "opened by /d", "~ and 2 more reasons"),
                TellingReason.shortened(PLAIN));
        assertEquals(PLAIN.subList(0, 5), TellingReason.shortened(PLAIN.subList(0, 5)));
    }

    @Test
    void that_it_is_written_is_never_left_out() {
        List<String> why = new ArrayList<>(PLAIN);
        why.add("written by /y");
        why.add("written by /z");
        List<String> kept = TellingReason.shortened(why);
        assertEquals(
                List.of("opened by /a", "opened by /b", "opened by /c", "written by /y", "~ and 4 more reasons"), kept);
        assertTrue(new Entry.File(JailPath.of("/log"), Mode.FILE, Owner.ROOT, new Content.Empty(), false, kept)
                .isWritten());
    }

    @Test
    void one_of_each_kind_is_kept_however_many_there_are() {
        List<String> why = List.of(
                "changed by /a",
                "executed by /a",
                "listed by /a",
                "listed by /b",
                "listed by /c",
                "suggested by rule x",
                "the target",
                "updated by /a",
                "written to by /a");
        List<String> kept = TellingReason.shortened(why);
        for (TellingReason kind : TellingReason.values()) {
            assertTrue(kind.isAmong(kept), kind + " of " + kept);
        }
        assertEquals("~ and 4 more reasons", kept.get(kept.size() - 1));
    }
}

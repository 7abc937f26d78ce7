package io.jaildeps.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final long SECOND = 1_000_000_000L;

    private final Silence silence = new Silence(0);

    private Silence.Look look(long seconds, long news, long ticks, long wantedSeconds) {
        return new Silence.Look(seconds * SECOND, news, ticks, () -> wantedSeconds * SECOND);
    }

    @Test
    void what_asks_for_nothing_new_and_uses_no_time_is_silent() {
        assertEquals(Duration.ZERO, silence.at(look(1, 7, 20, 1)));
        assertEquals(Duration.ofSeconds(3), silence.at(look(4, 7, 22, 1)));
        assertFalse(silence.isStarved(look(4, 7, 22, 1)));
    }

    @Test
    void news_and_work_break_the_silence() {
        silence.at(look(1, 7, 20, 1));
        assertEquals(Duration.ZERO, silence.at(look(2, 8, 20, 1)));
        assertEquals(Duration.ofSeconds(1), silence.at(look(3, 8, 20, 1)));
        assertEquals(Duration.ZERO, silence.at(look(4, 8, 60, 2)));
    }

    @Test
    void what_waits_for_a_processor_that_others_have_is_not_silent_by_itself() {
        silence.at(look(1, 7, 20, 1));
        silence.at(look(2, 7, 20, 2));
        // two seconds pass in which it gets a tenth of a second and waits for the rest
        Silence.Look starved = look(4, 7, 30, 4);
        assertEquals(Duration.ofSeconds(3), silence.at(starved));
        assertTrue(silence.isStarved(starved));
        // then it has nothing to do
        assertFalse(silence.isStarved(look(9, 7, 31, 4)));
    }

    @Test
    void a_timer_that_waits_a_little_for_its_turn_is_silent() {
        silence.at(look(1, 7, 20, 1));
        silence.at(look(2, 7, 20, 1));
        Silence.Look later = look(12, 7, 25, 4);
        silence.at(later);
        assertFalse(silence.isStarved(later));
    }

    @Test
    void news_begin_the_measure_anew() {
        silence.at(look(1, 7, 20, 0));
        silence.at(look(4, 7, 20, 3));
        silence.at(look(5, 8, 20, 4));
        silence.at(look(6, 8, 20, 4));
        assertFalse(silence.isStarved(look(8, 8, 20, 4)));
    }
}

package io.jaildeps.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void oneIsOneAndNoneAndMoreAreSeveral() {
        assertEquals("1 entry", Counted.of(1, "entry", "entries"));
        assertEquals("0 entries", Counted.of(0, "entry", "entries"));
        assertEquals("2 entries", Counted.of(2, "entry", "entries"));
    }
}

package io.jaildeps.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    @Test
    void prose_breaks_at_spaces() {
        assertEquals(List.of("one two", "three"), Lines.of("one two three", 8));
    }

    @Test
    void a_long_path_breaks_after_a_slash() {
        assertEquals(List.of("/usr/lib/", "x86_64/", "libc.so"), Lines.ofPath("/usr/lib/x86_64/libc.so", 10));
    }

    @Test
    void a_name_longer_than_a_line_breaks_where_it_must() {
        assertEquals(List.of("/abc", "defg", "hi"), Lines.ofPath("/abcdefghi", 4));
    }

    @Test
    void the_lines_of_a_path_with_spaces_put_together_are_the_path() {
        String path = "/a b/  c d e f/ g/日本語/x";
        assertEquals(path, String.join("", Lines.ofPath(path, 5)));
    }

    @Test
    void width_is_counted_in_columns() {
        assertEquals(6, Lines.width("日本語"));
        assertEquals(1, Lines.width("e\u0301"));
        assertEquals(List.of("日本", "語"), Lines.ofPath("日本語", 4));
    }
}

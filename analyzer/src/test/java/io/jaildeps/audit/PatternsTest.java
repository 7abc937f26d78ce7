package io.jaildeps.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {
    @ParameterizedTest
    @CsvSource({
        "abc, abc, true",
        "abc, abcd, false",
        "a*c, abbc, true",
        "a*c, ac, true",
        "a*c, a, false",
        "*, '', true",
        "a*b*c, axbxc, true",
        "a*b*c, axc, false",
        "ab*ba, aba, false",
        "*b*, abc, true",
        "lib*.so.*, libz.so.1, true",
        "lib*.so.*, libz.so, false"
    })
    void a_star_stands_for_any_characters(String pattern, String text, boolean fits) {
        assertEquals(fits, Wildcard.matches(pattern, text));
    }

    @Test
    void a_wish_to_ignore_names_a_kind_and_perhaps_paths() {
        Ignored wish = Ignored.parse("tool:/usr/bin/*", "");
        assertEquals(true, wish.covers(Kind.TOOL, JailPath.of("/usr/bin/sh")));
        assertEquals(false, wish.covers(Kind.TOOL, JailPath.of("/bin/sh")));
        assertEquals(false, wish.covers(Kind.SETUID, JailPath.of("/usr/bin/sh")));
        assertThrows(IllegalArgumentException.class, () -> Ignored.parse("nosuch", ""));
        assertThrows(IllegalArgumentException.class, () -> Ignored.parse("tool:usr", ""));
    }

    @Test
    void a_command_can_be_pasted_into_a_shell() {
        assertEquals("rm /srv/j/a", Mend.command("rm", HostPath.of("/srv/j/a")).text());
        assertEquals(
                "rm '/srv/a b'\\''$(c)'",
                Mend.command("rm", HostPath.of("/srv/a b'$(c)")).text());
        assertEquals(Mend.words("run on it: rm"), Mend.command("rm", HostPath.of("/srv/a\nb")));
    }
}

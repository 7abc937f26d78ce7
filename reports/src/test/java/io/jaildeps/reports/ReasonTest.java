package io.jaildeps.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReasonTest {
    private static final Set<String> NONE = Set.of();

    @Test
    void a_phrase_and_a_path_are_taken_apart() {
        assertEquals(
                Optional.of(new Reason("opened by", "/usr/sbin/sshd")), Reason.parse("opened by /usr/sbin/sshd", NONE));
        assertEquals(Optional.of(new Reason("listed in", "/etc")), Reason.parse("listed in /etc", NONE));
        assertEquals(Optional.of(new Reason("path of", "/bin/ls")), Reason.parse("path of /bin/ls", NONE));
        assertEquals(
                Optional.of(new Reason("loaded by name from", "/etc/pam.d/sshd")),
                Reason.parse("loaded by name from /etc/pam.d/sshd", NONE));
    }

    @Test
    void a_detail_is_no_part_of_the_path() {
        assertEquals(
                Optional.of(new Reason("needed by", "/bin/ls")),
                Reason.parse("needed by /bin/ls (RUNPATH (own))", NONE));
    }

    @Test
    void a_known_path_may_look_like_one_with_a_detail() {
        assertEquals(
                Optional.of(new Reason("opened by", "/opt/app (2)")),
                Reason.parse("opened by /opt/app (2)", Set.of("/opt/app (2)")));
        assertEquals(
                Optional.of(new Reason("opened by", "/opt/app (2)")),
                Reason.parse("opened by /opt/app (2) (dlopen)", Set.of("/opt/app (2)")));
    }

    @Test
    void a_path_may_hold_the_words_of_the_grammar() {
        assertEquals(
                Optional.of(new Reason("opened by", "/opt/written by /me")),
                Reason.parse("opened by /opt/written by /me", NONE));
    }

    @Test
    void one_line_tells_the_first_reason_and_how_many_more_there_are() {
        assertEquals("no reason given", Reasons.firstOf(List.of()));
        assertEquals("the target", Reasons.firstOf(List.of("the target")));
        assertEquals("opened by /a, and 1 more", Reasons.firstOf(List.of("opened by /a", "opened by /b")));
        assertEquals(
                "opened by /a, and 18 more",
                Reasons.firstOf(List.of("opened by /a", "opened by /b", "~ and 17 more reasons")));
    }

    @Test
    void other_words_are_no_reason_of_a_path() {
        assertEquals(Optional.empty(), Reason.parse("target", NONE));
        assertEquals(Optional.empty(), Reason.parse("asked for by rule libwrap", NONE));
        assertEquals(Optional.empty(), Reason.parse("standby /dev/null", NONE));
    }
}

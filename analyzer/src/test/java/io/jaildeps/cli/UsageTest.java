package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command line can have wrong in itself: status 2, and one line that says what. */
class UsageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "|no command given",
                "nosuch|no such command: nosuch",
                "tarce ls|no such command: tarce; is it",
                "--nosuch|no such option: --nosuch",
                "trace|missing required parameter: 'PROGRAM [ARG…]'",
                "trace --nosuch ls|no such option: --nosuch",
                "trace --timout 3 ls|no such option: --timout; is it --timeout?",
                "trace --timeout soon ls|invalid value for option '--timeout': 'soon' is not an int",
                "trace --env HOME ls|should be in KEY=VALUE format but was HOME",
                "build|missing required parameters: 'MANIFEST', 'JAIL'",
                "build a b c|no such argument: c",
                "ldd|missing required parameter: 'FILE'",
                "parse|missing required parameter: 'TRACE'",
            })
    void a_command_line_that_is_none_gets_a_line_and_a_hint(String line, String message) {
        Typed typed = Typed.run((Object[]) (line == null ? new String[0] : line.split(" ")));
        assertEquals(ExitStatus.USAGE, typed.status(), typed.words());
        assertEquals(2, typed.err().lines().count(), typed.words());
        assertTrue(typed.err().startsWith("jaildeps: "), typed.words());
        assertTrue(typed.err().contains(message), typed.words());
        assertTrue(typed.err().lines().toList().get(1).matches("jaildeps: try 'jaildeps( \\w+)? --help'"));
        assertEquals("", typed.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trace nosuch-program|cannot find nosuch-program: not in PATH, /usr/sbin or /sbin",
                "trace /nosuch|cannot run /nosuch: no such file",
                "trace /etc|cannot run /etc: it is a directory",
                "trace /etc/passwd|cannot run /etc/passwd: not executable",
                "trace /dev/null|cannot run /dev/null: no regular file",
                "trace --format xml ls|cannot report as xml: only text and json",
                "trace --ready soon ls|cannot use --ready soon: it is none of exit, tcp:[HOST:]PORT, ",
                "trace --user nosuch-user ls|cannot run as nosuch-user: no such user",
                "trace --user root:nosuch ls|cannot run as root:nosuch: no such group nosuch",
                "trace --cwd /nosuch ls|cannot start in /nosuch: not a directory",
                "trace --expect-status 300 ls|cannot expect status 300: a program's is 0 to 255",
                "trace --env =x ls|cannot set a variable without a name: --env wants NAME=VALUE",
                "trace a\uFFFDb|cannot take the argument",
                "trace --tracer gdb ls|cannot trace with gdb: give auto, strace, truss or ktrace, or the path of one",
                "trace --timeout 0 ls|--timeout and --max-iterations must be at least 1",
                "trace -o - --format json ls|cannot print both to standard output",
                "build --format xml a b|cannot report as xml: only text and json",
                "diff --format xml a b|cannot report as xml: only text and json",
                "trace --with nosuch ls|cannot take in nosuch: no such rule, only dlopen-note, libwrap, ",
                "minimize --max-runs 0 a|--max-runs must be at least 1",
                "minimize -o - --format json a|cannot print both to standard output",
                "explain a b|cannot explain b: not an absolute path",
                "explain a b/../c|cannot explain b/../c: not an absolute path",
                "report --format xml a|cannot report as xml: only text, json and dot",
                "ldd --format dot /bin/sh|cannot report as dot: only text, flat and json",
                "parse --format dot a|cannot use the format dot: a report's is text or json, a trace's one of strace, ",
                "parse --format json,text a|cannot report in two formats: json and text",
                "parse --format kdump --format strace a|cannot read a trace in two formats: kdump and strace",
                "parse --events --accesses a|cannot print both: give --events, --accesses or --count",
                "parse --cwd here a|--cwd and --program must be absolute",
                "parse - -|cannot read standard input twice",
            })
    void a_command_line_that_asks_for_what_can_not_be_gets_one_line(String line, String message) {
        Typed typed = Typed.run((Object[]) line.split(" "));
        assertEquals(ExitStatus.USAGE, typed.status(), typed.words());
        assertEquals(1, typed.err().lines().count(), typed.words());
        assertTrue(typed.err().startsWith("jaildeps: " + message), typed.words());
        assertEquals("", typed.out());
    }

    @Test
    void an_empty_name_is_no_program() {
        Typed typed = Typed.run("trace", "");
        assertEquals(ExitStatus.USAGE, typed.status());
        assertEquals("jaildeps: cannot run '': no program is named\n", typed.err());
    }

    @Test
    void what_was_typed_moves_no_cursor() {
        Typed typed = Typed.run("trace", "\u001b[31mno\nsuch");
        assertEquals("jaildeps: cannot find \\x1b[31mno\\x0asuch: not in PATH, /usr/sbin or /sbin\n", typed.err());
        assertTrue(Typed.run("\u001b[31m").err().startsWith("jaildeps: no such command: \\x1b[31m\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "trace --help",
                "parse --help",
                "build --help",
                "diff --help",
                "merge --help",
                "ldd --help",
                "completion --help"
            })
    void help_is_a_result(String line) {
        Typed typed = Typed.run((Object[]) line.split(" "));
        assertEquals(ExitStatus.DONE, typed.status(), typed.words());
        assertTrue(typed.out().startsWith("Usage: jaildeps"), typed.words());
        assertEquals("", typed.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "trace --version", "ldd -V"})
    void every_command_tells_the_version(String line) {
        assertTrue(Typed.run((Object[]) line.split(" ")).out().startsWith("jaildeps "), line);
    }

    @Test
    void a_file_of_arguments_is_no_such_thing() {
        Typed typed = Typed.run("trace", "@/etc/passwd");
        assertEquals("jaildeps: cannot run @/etc/passwd: no such file\n", typed.err());
    }

    @Test
    void completion_knows_every_command() {
        String script = Typed.run("completion").out();
        for (String command : new String[] {
            "trace", "parse", "build", "diff", "merge", "explain", "check", "minimize", "report", "ldd", "completion"
        }) {
            assertTrue(script.contains("_picocli_jaildeps_" + command), command);
        }
    }
}

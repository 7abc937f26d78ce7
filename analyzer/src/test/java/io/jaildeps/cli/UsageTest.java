package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
                "trace --timeout soon ls|cannot take --timeout soon: not a whole number",
                "trace --env HOME ls|cannot take --env HOME: not of the form NAME=VALUE",
                "build|missing required parameters: 'MANIFEST', 'JAIL'",
                "build a b c|no such argument: c",
                "ldd|missing required parameter: 'FILE'",
                "parse|missing required parameter: 'TRACE'",
                "trace --expect-status many ls|cannot take --expect-status many: not a whole number",
                "trace --max-iterations 1.5 ls|cannot take --max-iterations 1.5: not a whole number",
                "check --timeout 99999999999 a|cannot take --timeout 99999999999: not a whole number",
                "minimize --max-runs x a|cannot take --max-runs x: not a whole number",
                "run --env X a|cannot take --env X: not of the form NAME=VALUE",
                "parse --cwd /a --cwd /b t|cannot take --cwd twice: give it once",
                "build --sysroot /a --sysroot /b m j|cannot take --sysroot twice: give it once",
                "trace -o|cannot take --output alone: give its FILE",
                "audit --manifest|cannot take --manifest alone: give its FILE",
                "ldd --sysroot|cannot take --sysroot alone: give its DIR",
                "check|missing required parameter: 'MANIFEST'",
                "minimize|missing required parameter: 'MANIFEST'",
                "minimize a b|no such argument: b",
                "diff a|missing required parameter: 'NEW'",
                "diff a b c|no such argument: c",
                "merge a b|missing required option: '--output=FILE'",
                "explain a|missing required parameter: 'PATH'",
                "run|missing required parameter: 'JAIL'",
                "audit|missing required parameter: 'JAIL'",
                "report|missing required parameter: 'MANIFEST'",
                "completion x|no such argument: x",
                "check --nosuch a|no such option: --nosuch",
                "minimize --max-run 3 a|no such option: --max-run",
                "audit --fail on a|no such option: --fail",
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
                "trace --timeout 0 ls|cannot take --timeout 0: at least 1 makes sense",
                "trace --max-iterations 0 ls|cannot take --max-iterations 0: at least 1 makes sense",
                "trace --timeout -1 ls|cannot take --timeout -1: at least 1 makes sense",
                "trace --ready tcp:0 ls|cannot use --ready tcp:0: a port is a number from 1 to 65535",
                "trace --ready unix:run/x ls|cannot use --ready unix:run/x: not an absolute path",
                "trace --ready log: ls|cannot use --ready log:: a regular expression is missing",
                "trace --ready quiet:x ls|cannot use --ready quiet:x: not a number of seconds",
                "check --max-iterations 0 a|cannot take --max-iterations 0: at least 1 makes sense",
                "trace -o - --format json ls|cannot print both to standard output",
                "build --format xml a b|cannot report as xml: only text and json",
                "diff --format xml a b|cannot report as xml: only text and json",
                "trace --with nosuch ls|cannot take in nosuch: no such rule, only dlopen-note, libwrap, ",
                "minimize --max-runs 0 a|cannot take --max-runs 0: at least 1 makes sense",
                "minimize -o - --format json a|cannot print both to standard output",
                "explain a b|cannot explain b: not an absolute path",
                "explain a b/../c|cannot explain b/../c: not an absolute path",
                "report --format xml a|cannot report as xml: only text, html, json and dot",
                "ldd --format dot /bin/sh|cannot report as dot: only text, flat and json",
                "parse --format dot a|cannot use the format dot: a report's is text or json, a trace's one of strace, ",
                "parse --format json,text a|cannot report in two formats: json and text",
                "parse --format kdump --format strace a|cannot read a trace in two formats: kdump and strace",
                "parse --events --accesses a|cannot print both: give --events, --accesses or --count",
                "parse --cwd here a|cannot take --cwd here: not an absolute path of the system that was traced",
                "parse --program x a|cannot take --program x: not an absolute path of the system that was traced",
                "parse - -|cannot read standard input twice",
            })
    void a_command_line_that_asks_for_what_can_not_be_gets_one_line(String line, String message) {
        Typed typed = Typed.run((Object[]) line.split(" "));
        assertEquals(ExitStatus.USAGE, typed.status(), typed.words());
        assertEquals(1, typed.err().lines().count(), typed.words());
        assertTrue(typed.err().startsWith("jaildeps: " + message), typed.words());
        assertEquals("", typed.out());
    }

    @ParameterizedTest
    @CsvSource({
        "trace -o _ ls, --output",
        "trace --jail _ ls, --jail",
        "trace --user _ ls, --user",
        "trace --exercise _ ls, --exercise",
        "trace --keep-trace _ ls, --keep-trace",
        "parse -o _ t, --output",
        "parse --sysroot _ t, --sysroot",
        "parse --user _ t, --user",
        "build _ j, MANIFEST",
        "build m _, JAIL",
        "build --hardlink _ m j, --hardlink",
        "check _, MANIFEST",
        "minimize -o _ m, --output",
        "run _, JAIL",
        "run --user _ j, --user",
        "audit _, JAIL",
        "audit --host _ j, --host",
        "merge -o _ a b, --output",
        "report _, MANIFEST",
    })
    void an_empty_value_means_nothing(String line, String what) {
        Object[] words = List.of(line.split(" ")).stream()
                .map(word -> word.equals("_") ? "" : word)
                .toArray();
        Typed typed = Typed.run(words);
        assertEquals(ExitStatus.USAGE, typed.status(), typed.words());
        assertTrue(typed.err().startsWith("jaildeps: cannot take an empty " + what + ": "), typed.words());
        assertEquals(2, typed.err().lines().count(), typed.words());
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

package io.jaildeps.trace.any;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingTest {
    private static final String STRACE = """
            execve("/bin/x", ["x"], 0x7ffc0 /* 2 vars */) = 0
            openat(AT_FDCWD, "/etc/\\303\\244", O_RDONLY) = -1 ENOENT (No such file or directory)
            [pid    12] read(3,  <unfinished ...>
            +++ exited with 0 +++
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> ",
                "> > ",
                ">> ",
                "    ",
                "\t",
                "\t\t   ",
                "     7\t",
                "# ",
                "// ",
                "\u00e3\u0080\u0080\u00e3\u0080\u0080",
                "\u00c2\u00a0",
                "Nov 22 08:00:01 host prog[123]: ",
                "Nov  2 08:00:01.123456 host prog: ",
                "2026-11-22T08:00:01+0100 host prog[123]: ",
                "2026-11-22T08:00:01.1234567Z ",
                "2026-11-22 08:00:01,123+01:00 ",
                "2026-11-22T08:00:01.123456789Z stderr F ",
                "web-1  | ",
                "stderr: ",
                "> Nov 22 08:00:01 host prog[123]:     ",
                "//",
                "#",
                "## ",
                "\t\t#",
                " * ",
                "; ",
                "- ",
                "    -- ",
                "+",
                "server1: ",
                "build.log: ",
            })
    void what_stands_in_front_of_every_line_is_taken_off(String margin) throws IOException {
        String wrapped = STRACE.lines().map(line -> margin + line + "\n").reduce("", String::concat);
        assertEquals(STRACE, unwrapped(wrapped, StandardCharsets.ISO_8859_1));
    }

    /** Lines about a call are read only without it. */
    @Test
    void a_margin_goes_where_nothing_but_calls_could_be_read_behind_it() throws IOException {
        String trace =
                "connect(3, 0x08066DD8, 110, SOV_DEFAULT)         = 0\n        AF_UNIX  name = /var/run/x\nopen(\"/a\", O_RDONLY)                        Err#2 ENOENT\n";
        String wrapped = trace.lines().map(line -> "> " + line + "\n").reduce("", String::concat);
        assertEquals(trace, unwrapped(wrapped, StandardCharsets.ISO_8859_1));
    }

    @Test
    void lines_without_the_margin_and_numbers_of_lines_stay() throws IOException {
        String wrapped = "Hello:\n\n    execve(\"/bin/x\", [\"x\"], 0x7f /* 2 vars */) = 0\n    close(3) = 0\nBye\n";
        String bare = "Hello:\n\nexecve(\"/bin/x\", [\"x\"], 0x7f /* 2 vars */) = 0\nclose(3) = 0\nBye\n";
        assertEquals(bare, unwrapped(wrapped, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "     0.000000 execve(\"/bin/x\", [\"x\"], 0x7f /* 2 vars */) = 0\n     0.000100 close(3) = 0\n",
                "08:00:01 execve(\"/bin/x\", [\"x\"], 0x7f /* 2 vars */) = 0\n08:00:01 close(3) = 0\n",
                " 71505 x        CALL  open(0x1,0)\n 71505 x        NAMI  \"/dev/bpf\"\n 71505 x        RET   open 3\n",
                "12345: 67890: kopen(\"/etc/x\", O_RDONLY) = 3\n12345: 67890: close(3) = 0\n",
                "22229:\topen(\"/etc/x\", O_RDONLY)\t\t= 3\n22229:\tclose(3)\t\t\t\t= 0\n",
                "1621:   open(\"/etc/x\", O_RDONLY)                       = 3\n1622:   chdir(\"/tmp\")        = 0\n1621:   open(\"x\", O_RDONLY)                             = 4\n",
                "1621: rmdir(\"sycalls_dir\")          = 0\n1621: mkdir(\"sycalls_dir\", 0775)          = 0\n",
                "/1:     open(\"/etc/x\", O_RDONLY) = 3\n/1:     close(3) = 0\n",
                "  877:1    uul      CALL  chdir(0x600234)\n  877:1    uul      NAMI  \"/tmp\"\n  877:1    uul      RET   chdir 0\n",
                "  817: close(3)    = 0 (0x0)\n  817: close(4)    = 0 (0x0)\n",
                "\tPID/THRD  SYSCALL(args) \t\t = return\n 91/0x1c:  close(0x3)\t\t = 0 0\n",
                "12:00:01 chdir(\"/srv\") = 0\n12:00:01 open(\"a\", O_RDONLY) = 3\n12:00:02 open(\"b\", O_RDONLY) = 3\n",
                "12:00:01 (+     0.000050) chdir(\"/srv\") = 0\n12:00:01 (+     0.000050) open(\"a\", O_RDONLY) = 3\n12:00:02 (+     0.000050) open(\"b\", O_RDONLY) = 3\n",
                "openat(AT_FDCWD, \"/srv/a\\\\_b\", O_RDONLY) = 3\nopenat(AT_FDCWD, \"/srv/a\\\\-b\", O_RDONLY) = 3\n",
                "execve(\"/bin/sed\", [\"sed\", \"s/\\\\.c$/.o/p\"], 0x7ffc8 /* 12 vars */) = 0\nwrite(1, \"\\\\(x\\\\)\\\\_A\", 9) = 9\n",
                "open(\"/tmp/\\*\", O_RDONLY)\t\t= 3\nopen(\"/tmp/x86\\_64\", O_RDONLY)\t\t= 3\n",
                "write(1, \"a chdir(10) = 0 fchdir(10</etc>) = 0 \\n\", 38) = 38\nwrite(1, \"a chdir(11) = 0 fchdir(11</etc>) = 0 \\n\", 38) = 38\nwrite(1, \"a chdir(12) = 0 fchdir(12</etc>) = 0 \\n\", 38) = 38\n",
                "723:\topen(\"/etc/a\", O_RDONLY)\t\t\t= 3\n723:\topen(\"/etc/b\", O_RDONLY)\t\t\t= 4\n723:\topen(\"/etc/c\", O_RDONLY)\t\t\t= 5\nmain()\n",
                "25579:\texecve(\"/usr/bin/ls\", 0x08047CF8, 0x08047D00)  argc = 1\n25579:\t argv: ls\n25579:\t_exit(0)\n",
                "> is what the program prints\n> and no line of it is a call\n",
                "",
                "\0\0\0\1",
            })
    void a_trace_as_its_tracer_wrote_it_is_left_alone(String text) {
        assertTrue(Wrapping.of(text.getBytes(StandardCharsets.ISO_8859_1)).isNone());
    }

    private static final String THREADS = """
            10 execve("/usr/bin/x", ["x"], 0x7ffc /* 1 vars */) = 0
            10 fork() = 11
            11 openat(AT_FDCWD, "/a", O_RDONLY|O_CLOEXEC) = 3
            10 openat(AT_FDCWD, "/b", O_RDONLY|O_CLOEXEC <unfinished ...>
            11 exit_group(0) = ?
            10 <... openat resumed>) = 4
            11 +++ exited with 0 +++
            10 openat(AT_FDCWD, "/c", O_RDONLY|O_CLOEXEC) = 3
            """;

    /** The blanks are the margin, and the number behind them is a process's. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "    ", "\t", "> "})
    void numbers_of_processes_stay_where_lines_are_indented(String margin) throws IOException {
        String wrapped = THREADS.lines().map(line -> margin + line + "\n").reduce("", String::concat);
        assertEquals(THREADS, unwrapped(wrapped, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {" | |", " \\", "  \\  ", " |"})
    void what_stands_behind_every_line_is_taken_off(String ending) throws IOException {
        String kdump = "  817 sh CALL chdir(0x1)\n  817 sh NAMI \"/tmp\"\n  817 sh RET chdir 0\n";
        assertEquals(kdump, unwrapped(kdump.replace("\n", ending + "\n"), StandardCharsets.ISO_8859_1));
    }

    @Test
    void quotation_marks_of_markdown_go_on_both_sides() throws IOException {
        String wrapped = STRACE.lines().map(line -> "`" + line + "`\n").reduce("", String::concat);
        assertEquals(STRACE, unwrapped(wrapped, StandardCharsets.ISO_8859_1));
    }

    @Test
    void escapes_of_markdown_are_undone() throws IOException {
        String trace =
                "openat(AT_FDCWD, \"/lib/x86_64-linux-gnu/a*b\\n\", O_RDONLY|O_CLOEXEC) = 3\nexit_group(0) = ?\n";
        String escaped = trace.replace("_", "\\_").replace("*", "\\*");
        assertEquals(trace, unwrapped(escaped, StandardCharsets.ISO_8859_1));
        // FreeBSD's truss escapes nothing: the file is called so
        String raw = "open(\"/tmp/a\\_b\",O_RDONLY,00)\t = 3 (0x3)\nclose(3) = 0 (0x0)\n";
        assertTrue(Wrapping.of(raw.getBytes(StandardCharsets.ISO_8859_1)).isNone());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e2\u0080\u008b", "\u00e2\u0080\u008d", "\u00e2\u0081\u00a0", "\u00ef\u00bb\u00bf"})
    void characters_without_width_go_and_those_in_strings_stay(String none) throws IOException {
        String line = "25553:  stat(\"/tmp/a" + none + "b\", 0xEFFFECB8)             Err#2 ENOENT\n";
        String other = "25553:  getcontext(0xEFFFE960)\n";
        assertEquals(
                line + other,
                unwrapped((line + other).replace("25553:", "25553" + none + ":"), StandardCharsets.ISO_8859_1));
    }

    @Test
    void no_break_spaces_are_blanks_but_in_strings() throws IOException {
        String blank = "\u00c2\u00a0";
        String trace = "open(\"/etc/a" + blank + "b\", O_RDONLY)    = 3\nclose(3)    = 0\n";
        assertEquals(trace, unwrapped(trace.replace("    ", blank.repeat(4)), StandardCharsets.ISO_8859_1));
    }

    @Test
    void lines_that_grep_shows_around_its_finds_have_margins_too() throws IOException {
        List<String> lines = THREADS.lines().toList();
        String found = IntStream.range(0, lines.size())
                .mapToObj(i -> (300 + i) + (i % 3 == 0 ? ":" : "-") + lines.get(i) + "\n" + (i == 4 ? "--\n" : ""))
                .collect(Collectors.joining());
        String expected = THREADS.replace("exit_group(0) = ?\n", "exit_group(0) = ?\n\n");
        assertEquals(expected, unwrapped(found, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d. ", "  %d. ", "%d:", "%6d\t", "%6d  "})
    void numbers_of_lines_go_in_front_of_times_and_threads(String number) throws IOException {
        String times = """
                6816:\t 0.0000 execve("/usr/bin/sh", 0xFFBFFB54, 0xFFBFFB74) argc = 7
                6816:\t 0.0053 chdir("/home/a") = 0
                6816:\t 0.0054 fork1() = 6817
                6817:\t 0.0055 fork1() (returning as child ...) = 6816
                6817:\t 0.0056 chdir("/b") = 0
                6816:\t 0.0057 open("x", O_RDONLY) = 3
                6816:\t 0.0058 getcontext(0xEFFFE960)
                """;
        assertEquals(times, unwrapped(numbered(times, number), StandardCharsets.ISO_8859_1));
        String plain = times.replaceAll(" 0[.]00[0-9]+ ", "");
        assertEquals(plain, unwrapped(numbered(plain, number), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d:", "%6d\t", "%d ", "%d. ", "%d) "})
    void numbers_of_lines_go_and_numbers_of_processes_stay(String number) throws IOException {
        assertEquals(THREADS, unwrapped(numbered(THREADS, number), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "09:30:00 close(3) = 0\n09:30:01 close(4) = 0\n",
                "1795301602.417157 close(3) = 0\n1795301602.417159 close(4) = 0\n",
                "     0.000050 close(3) = 0\n     0.000060 close(4) = 0\n",
                "(standard input) close(3) = 0\n<... close resumed>) = 0\n",
            })
    void numbers_of_grep_are_told_from_times(String text) throws IOException {
        assertEquals(text, unwrapped(numbered(text, "%d:"), StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_number_before_each_line_is_no_process_if_it_counts() throws IOException {
        String text = STRACE.repeat(3);
        assertEquals(text, unwrapped(numbered(text, "%d "), StandardCharsets.ISO_8859_1));
        assertTrue(Wrapping.of(THREADS.getBytes(StandardCharsets.ISO_8859_1)).isNone());
    }

    private static String numbered(String text, String format) {
        List<String> lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .mapToObj(i -> String.format(format, i + 1) + lines.get(i) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void what_windows_writes_is_bytes_again() throws IOException {
        assertEquals(STRACE, unwrapped("\u00ef\u00bb\u00bf" + STRACE, StandardCharsets.ISO_8859_1));
        assertEquals(STRACE, unwrapped("\ufeff" + STRACE, StandardCharsets.UTF_16LE));
        assertEquals(
                STRACE,
                unwrapped("\ufeff    " + STRACE.replace("\n", "\n    ").trim() + "\n", StandardCharsets.UTF_16BE));
    }

    /** A pair of surrogates lies over the border of what is read at once. */
    @Test
    void characters_of_four_bytes_stay_whole() throws IOException {
        String smiles = "x" + "\ud83d\ude00".repeat(10_000);
        byte[] bytes = ("\ufeff" + smiles).getBytes(StandardCharsets.UTF_16LE);
        try (InputStream in = Wrapping.of(bytes).unwrap(new ByteArrayInputStream(bytes))) {
            assertEquals(smiles, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String unwrapped(String text, Charset charset) throws IOException {
        byte[] bytes = text.getBytes(charset);
        Wrapping wrapping = Wrapping.of(bytes);
        assertFalse(wrapping.isNone());
        StringBuilder result = new StringBuilder();
        try (InputStream in = wrapping.unwrap(new ByteArrayInputStream(bytes))) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                result.append((char) b);
            }
        }
        return result.toString();
    }
}

package io.jaildeps.trace.dtrace;

import static io.jaildeps.trace.dtrace.Args.text;
import static io.jaildeps.trace.dtrace.Args.word;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.any.Detected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines as format_print of fs_usage.c composes them. */
class FsUsageTest {
    private static Reading read(String... lines) {
        return Reading.of(new FsUsageParser(Reading.ALL), lines);
    }

    /** A line of -w: name, columns, path in a column of 90. */
    private static String wide(String call, String columns, String path) {
        return String.format(
                "14:45:24.411951  %-17.17s%s %-90s %3d.%06d%s %s.%d", call, columns, path, 0, 24, "  ", "vim", 12345);
    }

    private static TraceEvent.Call one(String call, String columns, String path) {
        return read(wide(call, columns, path)).onlyEvent();
    }

    @Test
    void an_open_tells_its_descriptor_its_flags_and_its_path() {
        TraceEvent.Call call = one("open", " F=4        (RWC_T_) ", "/etc/hosts");
        assertEquals("open", call.name());
        assertEquals(List.of(text("/etc/hosts"), word("O_RDWR|O_CREAT|O_TRUNC")), call.args());
        assertEquals(new Outcome.Returned(4), call.outcome());
        assertEquals(new Pid(12345), call.pid());
        assertEquals(12345, call.thread());
    }

    @Test
    void newer_letters_are_flags_too() {
        Arg flags = one("open_nocancel", " F=4        (R______F__X_) ", "/etc/hosts")
                .args()
                .get(1);
        assertEquals(word("O_RDONLY|O_NOFOLLOW|O_CLOEXEC"), flags);
    }

    @Test
    void a_failed_open_tells_why() {
        TraceEvent.Call call = one("open", "      [ 13] (R_____) ", "/etc/master.passwd");
        assertEquals(new Outcome.Failed("EACCES"), call.outcome());
        assertEquals(text("/etc/master.passwd"), call.args().get(0));
    }

    @Test
    void the_directory_of_an_at_call_is_a_descriptor() {
        TraceEvent.Call call = one("openat", " F=5        (R_____) ", "[3]/Library/x");
        assertEquals(
                List.of(new Arg.Descriptor(new Fd(3), "", false), text("Library/x"), word("O_RDONLY")), call.args());
        call = one("fstatat64", "      [  2]          ", "[-2]//etc/hosts");
        assertEquals(List.of(new Arg.Descriptor(Fd.AT_FDCWD, "", false), text("/etc/hosts")), call.args());
        assertEquals(new Outcome.Failed("ENOENT"), call.outcome());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "stat64|~                  ~|/usr/lib/libz.dylib|/usr/lib/libz.dylib|0|0",
                "stat64|~      [  2]       ~|/with space/ and (x) [y]/<z>|/with space/ and (x) [y]/<z>|0|ENOENT",
                "chmod|~ <rw-r--r-->      ~|/tmp/x|/tmp/x|0|0",
                "chmod|~ [ 30] <rw-r--r-->~|/tmp/x|/tmp/x|0|EROFS",
                "chflags|~ <UF_NODUMP | SF_ARCHIVED> ~|/tmp/x|/tmp/x|0|0",
                "truncate|~        O=0x00000000  ~|/tmp/x|/tmp/x|0|0",
                "unmount|~     <FORCE>         ~|/Volumes/x|/Volumes/x|0|0",
                "access|~            (R__F)   ~|/etc|/etc|0|0",
                "execve|~                  ~|/bin/ls|/bin/ls|0|0",
                "posix_spawn|~                  ~|/bin/ls|/bin/ls|1|0",
                "symlink|~      [ 17]       ~|/tmp/link|/tmp/link|1|EEXIST",
            })
    void a_calls_path_stands_at_its_place(
            String name, String columns, String printed, String path, int position, String end) {
        TraceEvent.Call call = one(name, columns, printed);
        assertEquals(text(path), call.args().get(position));
        assertEquals(end.equals("0") ? new Outcome.Returned(0) : new Outcome.Failed(end), call.outcome());
    }

    @Test
    void an_access_tells_what_was_asked() {
        assertEquals(
                word("R_OK|X_OK"),
                one("access", "      [  2] (R_X_)   ", "/usr/bin/x").args().get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "close|~ F=3  ~|3|0",
                "close|~ F=103[  9]~|103|EBADF",
                "read|~ F=3    B=0x1000  ~|3|4096",
                "dup|~ F=3    F=14 ~|3|14",
                "fcntl|~ F=3   <GETPATH>~|3|0",
                "fcntl|~ F=3   <CACHING OFF (GLOBAL)>~|3|0",
                "pread|~ F=3    B=0x10 O=0x0000000000000200~|3|16",
                "fchdir|~ F=7  ~|7|0",
            })
    void a_call_on_a_descriptor_names_it_and_what_came_of_it(String name, String columns, String fd, String end) {
        TraceEvent.Call call = one(name, columns, "");
        assertEquals(List.of(word(fd)), call.args());
        assertEquals(
                end.startsWith("E") ? new Outcome.Failed(end) : new Outcome.Returned(Integer.parseInt(end)),
                call.outcome());
    }

    @Test
    void a_mount_has_two_paths() {
        TraceEvent.Call call = one("mount", "     <FLGS=0x400000> ", "/Volumes/x    /dev/disk2s1");
        assertEquals(List.of(word(""), text("/Volumes/x"), text("/dev/disk2s1")), call.args());
    }

    @Test
    void a_guarded_open_has_its_flags_behind_the_guard() {
        assertEquals(
                List.of(text("/x"), word(""), word(""), word("O_RDONLY")),
                one("guarded_open_np", " F=4        (R_____) ", "/x").args());
    }

    @Test
    void a_name_that_its_column_cuts_is_completed() {
        TraceEvent.Call call = one("open_dprotected_np", " F=4        (R_____) ", "/x");
        assertEquals("open_dprotected_np", call.name());
        assertEquals(new Outcome.Returned(4), call.outcome());
    }

    @Test
    void a_path_that_fills_its_column_may_have_lost_its_beginning() {
        String line = "14:45:24.411951  stat64                              b/usr/lib/x   0.000024   vim.12345";
        assertEquals(
                new Arg.Text("b/usr/lib/x", true),
                read(line.replace("x   0.", "x    0.")).onlyEvent().args().get(0));
        assertEquals(
                new Arg.Text("/b/usr/lib/x", false),
                read(line.replace("b/usr", "/b/usr").replace("x   0.", "x     0."))
                        .onlyEvent()
                        .args()
                        .get(0));
    }

    @Test
    void what_follows_an_absent_directory_is_not_known() {
        Arg path = one("open", "      [  2] (_WC_T__) ", "/private/tmp/missing-dir>>>>>>>>>>>>>>>>")
                .args()
                .get(0);
        assertEquals(new Arg.Text("/private/tmp/missing-dir", true), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private/var/run/x", "private/tmp", "private/etc/x", "[-2]/private/var/run/x"})
    void the_kernel_leaves_the_slash_out_behind_the_systems_own_links(String printed) {
        List<Arg> args = one("lstat64", "            ", printed).args();
        String path = printed.substring(printed.indexOf("private"));
        assertEquals(text('/' + path), args.get(args.size() - 1));
        assertEquals(
                text("private/x"),
                one("lstat64", "            ", "private/x").args().get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "14:48:07.350811  stat64  [  2]  /Users/test  0.000034  DirectoryTools.5135",
                "14:48:07.350811 stat64 [ 2] /Users/test 0.000034 DirectoryTools.5135",
                "14:48:07.350  stat64                 [  2]           /Users/test                 0.000034   DirectoryTools.5135",
                "14:48:07.350     stat64                 [  2]           /Users/test              0.000034   DirectoryTools.5135",
            })
    void blanks_may_be_lost_and_times_short(String line) {
        TraceEvent.Call call = read(line).onlyEvent();
        assertEquals("stat64", call.name());
        assertEquals(List.of(text("/Users/test")), call.args());
        assertEquals(new Outcome.Failed("ENOENT"), call.outcome());
        assertEquals(5135, call.thread());
        assertEquals(
                TraceFormat.FS_USAGE,
                Detected.of((line + "\n").getBytes(StandardCharsets.ISO_8859_1)).format());
    }

    @Test
    void columns_are_found_without_their_blanks() {
        TraceEvent.Call call =
                read("09:58:34.375882  openat F=8 (R______________)  [-2]//Users/a/b.class  0.000032   com.crowdstrike.fal.7177")
                        .onlyEvent();
        assertEquals(text("/Users/a/b.class"), call.args().get(1));
        assertEquals(new Outcome.Returned(8), call.outcome());
    }

    @Test
    void narrow_output_tells_no_result() {
        TraceEvent.Call call = read("14:45:24  open              /etc/hosts               0.000024   vim")
                .onlyEvent();
        assertEquals(List.of(text("/etc/hosts")), call.args());
        assertEquals(new Outcome.Unknown(""), call.outcome());
        assertEquals(Pid.UNNAMED, call.pid());
    }

    @Test
    void a_waiting_thread_and_a_programs_name_with_blanks_and_numbers() {
        TraceEvent.Call call = read(wide("stat64", "                  ", "/x 0.000001   /y")
                        .replace("  vim.12345", "W my 1.5 prog.77"))
                .onlyEvent();
        assertEquals(text("/x 0.000001   /y"), call.args().get(0));
        assertEquals(77, call.thread());
    }

    @Test
    void what_the_kernel_did_by_itself_is_passed_over() {
        Reading reading = read(
                wide("  RdData[A]", " D=0x0ea3b3c0  B=0x1000   /dev/disk1s1 ", "/x"),
                wide("  HFS_update", "          (__M_____) ", "/tmp/x"),
                wide("PgIn", " A=0x0000000100000000 ", "<TEXT>     Foo.framework"),
                wide("  THROTTLED", "                  ", ""));
        assertEquals(List.of(), reading.events());
        assertEquals(4, reading.summary().lines());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello, world",
                "14:45:24.411951  ",
                "14:45:24.41  open   /x   0.000024   vim.1",
                "14:45:24.411951  open   /x",
                "14:45:24.411951                      0.000024   vim.1",
                "14:45:2x  open   /x   0.000024   vim",
                "99999999  open   /x   0.000024   vim",
            })
    void another_line_is_named(String line) {
        Reading reading = read(line);
        assertEquals(List.of(), reading.calls());
        assertEquals(1, reading.unparsed().size());
    }
}

package io.jaildeps.access;

import static io.jaildeps.access.HandMade.failed;
import static io.jaildeps.access.HandMade.on;
import static io.jaildeps.access.HandMade.returned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceSystem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherSystemsTest {
    @ParameterizedTest
    @CsvSource({
        "LINUX,   0x241,   WRITE,  0x80000",
        "FREEBSD, 0x601,   WRITE,  0x100000",
        "NETBSD,  0x601,   WRITE,  0x400000",
        "OPENBSD, 0x601,   WRITE,  0x10000",
        "MACOS,   0x601,   WRITE,  0x1000000",
        "ILLUMOS, 0x301,   WRITE,  0x800000",
        "AIX,     0x301,   WRITE,  0x800000",
        "HPUX,    0x301,   WRITE,  0",
        "LINUX,   0x2,     UPDATE, 0",
        "ILLUMOS, 0x2,     UPDATE, 0"
    })
    void an_open_with_numbers_is_read_by_the_systems_own(
            TraceSystem system, String flags, AccessKind kind, String closes) {
        FileAccess access = on(system)
                .call("open", returned(3), "\"/var/x\"", flags, "0x1b6")
                .accesses()
                .get(0);
        assertEquals(kind, access.kind());
        assertEquals(kind == AccessKind.WRITE ? Creation.ANEW : Creation.NEVER, access.creation());
        assertEquals(
                !closes.equals("0"),
                OpenFlags.parse(closes, Kernel.of(system).numbers()).closesOnExec());
    }

    @ParameterizedTest
    @CsvSource({
        "FREEBSD,   0xffffff9c,         0x200",
        "FREEBSD,   AT_FDCWD,           0x200<AT_SYMLINK_NOFOLLOW>",
        "FREEBSD,   0xffffffffffffff9c, AT_SYMLINK_NOFOLLOW",
        "DRAGONFLY, 0xfffafdcd,         0x1",
        "NETBSD,    -100,               0x200",
        "OPENBSD,   0xffffff9c,         0x2",
        "ILLUMOS,   0xFFD19553,         0x1000",
        "ILLUMOS,   AT_FDCWD,           AT_SYMLINK_NOFOLLOW",
        "AIX,       -2,                 1",
        "MACOS,     0xFFFFFFFE,         0x20"
    })
    void the_working_directory_and_links_have_each_systems_numbers(TraceSystem system, String cwd, String keeps) {
        HandMade made = on(system)
                .call("fstatat", returned(0), cwd, "\"a\"", "0x1", "0")
                .call("fstatat", returned(0), cwd, "\"a\"", "0x1", keeps);
        made.are("LOOK /start/a", "LOOK /start/a");
        assertEquals(
                List.of(true, false),
                made.accesses().stream().map(access -> access.place().follows()).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "FREEBSD, 0,  17",
        "FREEBSD, F_DUPFD, F_DUPFD_CLOEXEC",
        "NETBSD, 0, 12",
        "OPENBSD, 0, 10",
        "ILLUMOS, 0, 37",
        "AIX,     0,  16",
        "MACOS,   0,       67",
        "FREEBSD, 0<F_DUPFD>, 0x11<F_DUPFD_CLOEXEC>",
        "FREEBSD, 10, 18",
        "ILLUMOS, F_DUP2FD, F_DUP2FD_CLOEXEC"
    })
    void descriptors_are_followed_through_copies_by_fcntl(TraceSystem system, String copy, String copyClosing) {
        on(system)
                .call("open", returned(3), "\"/dir\"", "0x0", "0x0")
                .call("fcntl", returned(7), "0x3", copy, "0x7")
                .call("fcntl", returned(8), "0x3", copyClosing, "0x8")
                .call("close", returned(0), "0x3")
                .call("openat", returned(4), "0x7", "\"a\"", "0x0")
                .call("execve", returned(0), "\"/bin/x\"", "0x0", "0x0")
                .call("openat", returned(4), "0x7", "\"b\"", "0x0")
                .call("openat", returned(5), "0x8", "\"lost\"", "0x0")
                .call("openat", returned(5), "0x3", "\"closed\"", "0x0")
                .are("READ /dir", "READ /dir/a", "EXECUTE /bin/x", "READ /dir/b");
    }

    @Test
    void closing_many_forgets_them() {
        on(TraceSystem.NETBSD)
                .call("open", returned(3), "\"/dir\"", "0x0", "0x0")
                .call("open", returned(4), "\"/dir2\"", "0x0", "0x0")
                .call("fcntl", returned(0), "0x4", "10", "0x0")
                .call("openat", returned(5), "0x3", "\"a\"", "0x0")
                .call("openat", returned(5), "0x4", "\"b\"", "0x0")
                .call("closefrom", returned(0), "0x3")
                .call("openat", returned(5), "0x3", "\"c\"", "0x0")
                .are("READ /dir", "READ /dir2", "READ /dir/a");
    }

    @Test
    void fork_gives_the_child_its_own_directory_and_descriptors_wherever_it_is_called() {
        for (String fork : List.of("fork", "vfork", "pdfork")) {
            on(TraceSystem.FREEBSD)
                    .call("open", returned(3), "\"/dir\"", "0x0", "0x0")
                    .call(11, "openat", returned(4), "0x3", "\"early\"", "0x0")
                    .call(fork, returned(11))
                    .call("chdir", returned(0), "\"/parent\"")
                    .call(11, "open", returned(5), "\"a\"", "0x0", "0x0")
                    .call("open", returned(5), "\"a\"", "0x0", "0x0")
                    .are("READ /dir", "READ /dir/early", "ENTER /parent", "READ /start/a", "READ /parent/a");
        }
    }

    @Test
    void rfork_shares_descriptors_unless_it_is_told_to_copy_them() {
        HandMade shared = on(TraceSystem.FREEBSD)
                .call("rfork", returned(11), "0x10")
                .call(11, "open", returned(3), "\"/dir\"", "0x0", "0x0")
                .call("openat", returned(4), "0x3", "\"a\"", "0x0");
        shared.are("READ /dir", "READ /dir/a");
        on(TraceSystem.FREEBSD)
                .call("rfork", returned(11), "0x14<RFFDG|RFPROC>")
                .call(11, "open", returned(3), "\"/dir\"", "0x0", "0x0")
                .call("openat", returned(4), "0x3", "\"a\"", "0x0")
                .are("READ /dir");
    }

    @Test
    void spawn_runs_the_program_in_the_child_only() {
        List<FileAccess> accesses = on(TraceSystem.ILLUMOS)
                .call("execve", returned(0), "\"/bin/sh\"", "0x0", "0x0")
                .call("spawn", returned(11), "\"/bin/ls\"")
                .call(11, "open", returned(3), "\"/etc/a\"", "O_RDONLY")
                .call("open", returned(3), "\"/etc/b\"", "O_RDONLY")
                .accesses();
        assertEquals(
                List.of("", "/bin/sh", "/bin/ls", "/bin/sh"),
                accesses.stream().map(access -> access.actor().program()).toList());
    }

    @Test
    void processes_whose_maker_is_not_in_the_trace_start_where_the_first_did() {
        on(TraceSystem.MACOS)
                .call("open", returned(3), "\"/a\"", "0x0", "0x0")
                .call(12, "open", returned(3), "\"b\"", "0x0", "0x0")
                .are("READ /a", "READ /start/b");
    }

    @Test
    void lists_of_directories_have_a_name_on_each_system() {
        record Lists(TraceSystem system, String call) {}
        for (Lists one : List.of(
                new Lists(TraceSystem.FREEBSD, "getdirentries"),
                new Lists(TraceSystem.FREEBSD, "freebsd11_getdirentries"),
                new Lists(TraceSystem.NETBSD, "__getdents30"),
                new Lists(TraceSystem.OPENBSD, "getdents"),
                new Lists(TraceSystem.ILLUMOS, "getdents64"),
                new Lists(TraceSystem.AIX, "getdirent64"),
                new Lists(TraceSystem.HPUX, "getdirentries"),
                new Lists(TraceSystem.MACOS, "getdirentries64"),
                new Lists(TraceSystem.MACOS, "getdirentriesattr"))) {
            on(one.system())
                    .call("open", returned(3), "\"/dir\"", "0x0", "0x0")
                    .call(one.call(), returned(512), "0x3", "0x1000", "0x200")
                    .are("READ /dir", "LIST /dir");
        }
    }

    @Test
    void the_system_v_forms_have_their_path_behind_a_version() {
        on(TraceSystem.ILLUMOS)
                .call("xstat", returned(0), "2", "\"/usr/bin/ls\"", "0x08047AE8")
                .call("lxstat", failed("ENOENT"), "2", "\"/no\"", "0x08047AE8")
                .call("xmknod", returned(0), "2", "\"/tmp/p\"", "010644", "0")
                .call("resolvepath", returned(12), "\"/usr/lib/ld.so.1\"", "\"/lib/ld.so.1\"", "1023")
                .are("LOOK /usr/bin/ls", "LOOK /no ENOENT", "CREATE /tmp/p", "READ_LINK /usr/lib/ld.so.1");
    }

    @Test
    void the_text_of_a_link_is_no_path() {
        for (TraceSystem system : TraceSystem.values()) {
            on(system).call("symlink", returned(0), "\"text\"", "\"/l\"").are("CREATE /l");
        }
        on(TraceSystem.ILLUMOS)
                .call("symlinkat", returned(0), "\"text\"", "AT_FDCWD", "\"l\"")
                .are("CREATE /start/l");
    }

    @Test
    void aix_opens_with_a_k_and_looks_at_links_by_a_flag_of_statx() {
        HandMade made = on(TraceSystem.AIX)
                .call("kopen", returned(3), "\"/etc/passwd\"", "O_RDONLY")
                .call("statx", returned(0), "\"/usr/lib\"", "0x2FF22000", "176", "010")
                .call("statx", returned(0), "\"/usr/lib\"", "0x2FF22000", "176", "011")
                .call("__loadx", returned(0), "0x0A040000", "\"/usr/lib/libc.a(shr.o)\"", "0x0")
                .call("__loadx", returned(0), "0x0A040000", "\"libfoo.a(shr.o)\"", "0x0")
                .call("kload", returned(0), "\"/usr/lib/libiconv.a(shr4.o)\"", "0", "\"/usr/lib:/lib\"")
                .call("kload", returned(0), "\"libfoo.so\"", "512", "\"/opt/x/lib:/usr/lib\"");
        made.are(
                "READ /etc/passwd",
                "LOOK /usr/lib",
                "LOOK /usr/lib",
                "READ /usr/lib/libc.a",
                "READ /usr/lib/libiconv.a");
        assertTrue(made.accesses().get(1).place().follows());
        assertTrue(!made.accesses().get(2).place().follows());
    }

    @Test
    void macos_opens_in_more_ways_than_one() {
        on(TraceSystem.MACOS)
                .call("open_nocancel", returned(3), "\"/dir\"", "0x1100000", "0x0")
                .call("openat_nocancel", returned(4), "0x3", "\"a\"", "0x0")
                .call("guarded_open_np", returned(5), "\"/g\"", "0x1", "0x2", "0x602", "0x1a4")
                .call("stat64_extended", returned(0), "\"/s\"", "0x1")
                .call("getattrlist", failed("ENOENT"), "\"/AppleInternal\"", "0x1")
                .are("READ /dir", "READ /dir/a", "WRITE /g", "LOOK /s", "LOOK /AppleInternal ENOENT");
    }

    @Test
    void calls_of_linux_programs_on_freebsd_are_linuxs() {
        on(TraceSystem.FREEBSD)
                .call("linux_open", returned(3), "\"/out\"", "0x241", "0x1b6")
                .call("linux_newlstat", returned(0), "\"/l\"", "0x1")
                .call("linux_openat", returned(4), "0xffffff9c", "\"rel\"", "0x0", "0x0")
                .call("linux_openat", returned(5), "0x3", "\"below\"", "0x0", "0x0")
                .are("WRITE /out", "LOOK /l", "READ /start/rel", "READ /out/below");
    }

    @Test
    void a_program_that_unveils_a_path_needs_it() {
        HandMade made = on(TraceSystem.OPENBSD)
                .call("unveil", returned(0), "\"/etc/ssl\"", "\"r\"")
                .call("unveil", returned(0), "\"/var/run/x\"", "\"rwc\"")
                .call("unveil", returned(0), "0x0", "0x0");
        made.are("DECLARE /etc/ssl", "DECLARE /var/run/x");
        assertEquals(Creation.IF_ABSENT, made.accesses().get(1).creation());
    }

    @Test
    void jails_and_new_roots_change_what_paths_mean() {
        on(TraceSystem.FREEBSD)
                .looked("jail_set", returned(1), List.of("/jails/a"), "0x800f07000", "0x8", "0x5")
                .looked("open", returned(3), List.of("/etc/x"), "0x1", "0x0", "0x0")
                .looked("open", returned(3), List.of("rel"), "0x1", "0x0", "0x0")
                .are("ENTER /jails/a", "READ /etc/x @/jails/a", "READ /rel @/jails/a");
        on(TraceSystem.FREEBSD)
                .looked("jail_set", returned(1), List.of("/jails/a"), "0x800f07000", "0x8", "0x1")
                .looked("open", returned(3), List.of("/etc/x"), "0x1", "0x0", "0x0")
                .are("ENTER /jails/a", "READ /etc/x");
        on(TraceSystem.ILLUMOS)
                .call("open", returned(3), "\"/zone\"", "O_RDONLY")
                .call("fchroot", returned(0), "3")
                .call("open", returned(4), "\"/a\"", "O_RDONLY")
                .are("READ /zone", "READ /a @/zone");
        on(TraceSystem.HPUX)
                .call("chroot", returned(0), "\"/ftp\"")
                .call("open", returned(4), "\"/a\"", "O_RDONLY", "0")
                .are("ENTER /ftp", "READ /a @/ftp");
    }

    @Test
    void parameters_of_a_mount_name_its_places() {
        on(TraceSystem.FREEBSD)
                .call(
                        "nmount",
                        returned(0),
                        "[{\"fstype\",7},{\"nullfs\",7},{\"fspath\",7},{\"/mnt\",5},{\"target\",7},{\"/usr\",5}]",
                        "6",
                        "0x0")
                .are("MOUNT /mnt", "MOUNT /usr");
    }

    @Test
    void sockets_of_the_file_system_are_named_by_address_or_by_what_was_looked_up() {
        on(TraceSystem.ILLUMOS)
                .call("connect", failed("ECONNREFUSED"), "4", "{sa_family=AF_UNIX, sun_path=\"/var/run/s\"}", "110")
                .are("CONNECT /var/run/s ECONNREFUSED");
        on(TraceSystem.FREEBSD)
                .looked("connect", returned(0), List.of("/var/run/logpriv"), "0x3", "0x7fffffffe5d0", "0x6a")
                .looked("bind", returned(0), List.of("sock"), "0x3", "0x7fffffffe5d0", "0x6a")
                .call("connect", returned(0), "0x3", "{sa_family=AF_INET, sin_port=htons(53)}", "0x10")
                .are("CONNECT /var/run/logpriv", "BIND /start/sock");
    }

    @Test
    void the_working_directory_is_learnt_where_a_program_asks_for_it() {
        on(TraceSystem.FREEBSD)
                .call("__getcwd", returned(0), "\"/home/x\"", "1024")
                .call("open", returned(3), "\"a\"", "O_RDONLY", "00")
                .are("READ /home/x/a");
        on(TraceSystem.OPENBSD)
                .looked("__getcwd", returned(0), List.of("/home/x"), "0x7f7f", "0x400")
                .looked("open", returned(3), List.of("a"), "0x1", "0x0")
                .are("READ /home/x/a");
    }

    @Test
    void a_process_ends_by_its_last_call_where_nothing_else_tells_it() {
        RunFacts facts = on(TraceSystem.FREEBSD)
                .call("fork", returned(11))
                .call(11, "exit", new Outcome.Unfinished(), "0x1")
                .call("exit", new Outcome.Unfinished(), "0x45")
                .facts();
        assertEquals(Optional.of(new RunFacts.End(0x45, "")), facts.end());
        assertEquals(List.of(), facts.alive());
        RunFacts living =
                on(TraceSystem.ILLUMOS).call("forkx", returned(11), "0").facts();
        assertEquals(List.of(new Pid(10), new Pid(11)), living.alive());
    }
}

package io.jaildeps.access;

import static io.jaildeps.access.HandMade.failed;
import static io.jaildeps.access.HandMade.on;
import static io.jaildeps.access.HandMade.returned;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookedUpNamesTest {
    @Test
    void names_are_a_calls_paths_in_their_order() {
        on(TraceSystem.FREEBSD)
                .looked("open", returned(3), List.of("/etc/libmap.conf"), "0x281f6052", "0x0", "0x1b6")
                .looked("rename", returned(0), List.of("a", "/b"), "0x1", "0x2")
                .looked("link", returned(0), List.of("/b", "/c"), "0x1", "0x2")
                .looked("symlink", returned(0), List.of("/l"), "0x1", "0x2")
                .are("READ /etc/libmap.conf", "REMOVE /start/a", "CREATE /b", "UPDATE /b", "CREATE /c", "CREATE /l");
    }

    @Test
    void of_a_call_that_failed_the_kernel_may_have_looked_up_the_first_only() {
        on(TraceSystem.NETBSD)
                .looked("rename", failed("ENOENT"), List.of("/a"), "0x1", "0x2")
                .looked("open", failed("EFAULT"), List.of(), "0x0", "0x0", "0x0")
                .are("REMOVE /a ENOENT");
    }

    @Test
    void an_absolute_name_needs_no_directory_and_a_relative_one_that_of_its_own_argument() {
        on(TraceSystem.OPENBSD)
                .looked("open", returned(3), List.of("/from"), "0x1", "0x20000<O_RDONLY|O_DIRECTORY>")
                .looked("openat", returned(4), List.of("/abs"), "0x3", "0x1", "0x0")
                .looked("renameat", returned(0), List.of("x", "y"), "0x3", "0x1", "0xffffff9c", "0x2")
                .are("READ /from", "READ /abs", "REMOVE /from/x", "CREATE /start/y");
    }

    @Test
    void a_program_has_its_loader_and_a_script_its_interpreter_behind_it() {
        on(TraceSystem.NETBSD)
                .looked(
                        "execve",
                        returned(0),
                        List.of("/root/qjswork/./tiny-exe", "/usr/libexec/ld.elf_so"),
                        "0xbfbff733",
                        "0x1",
                        "0x2")
                .are("EXECUTE /root/qjswork/tiny-exe", "READ /usr/libexec/ld.elf_so");
        on(TraceSystem.FREEBSD)
                .looked(
                        "execve",
                        returned(0),
                        List.of("./run.py", "/usr/local/bin/python3", "/libexec/ld-elf.so.1"),
                        "0x1",
                        "0x2",
                        "0x3")
                .are("EXECUTE /start/run.py", "EXECUTE /usr/local/bin/python3", "READ /libexec/ld-elf.so.1");
        on(TraceSystem.FREEBSD)
                .looked("execve", failed("ENOENT"), List.of("/bin/script", "/bin/none"), "0x1", "0x2", "0x3")
                .are("READ /bin/script", "EXECUTE /bin/none ENOENT");
    }

    @Test
    void the_program_of_a_process_is_the_script_and_not_what_runs_it() {
        List<FileAccess> accesses = on(TraceSystem.FREEBSD)
                .looked("execve", returned(0), List.of("/bin/script", "/bin/sh"), "0x1", "0x2", "0x3")
                .looked("open", returned(3), List.of("/etc/profile"), "0x1", "0x0", "0x0")
                .accesses();
        assertEquals(
                List.of("", "/bin/script", "/bin/script"),
                accesses.stream().map(access -> access.actor().program()).toList());
    }

    @Test
    void an_emulations_directory_is_asked_first_and_in_vain() {
        on(TraceSystem.NETBSD)
                .looked("open", returned(3), List.of("/emul/linux/etc/ld.so.cache", "/etc/ld.so.cache"), "0x1", "0x0")
                .are("READ /etc/ld.so.cache", "READ /emul/linux/etc/ld.so.cache ENOENT");
        on(TraceSystem.NETBSD)
                .looked("open", returned(3), List.of("/emul/linux/lib/libc.so.6"), "0x1", "0x0")
                .are("READ /emul/linux/lib/libc.so.6");
        on(TraceSystem.FREEBSD)
                .looked("rename", returned(0), List.of("/compat/linux/a", "/a", "/compat/linux/b", "/b"), "0x1", "0x2")
                .are("REMOVE /a", "CREATE /b", "REMOVE /compat/linux/a ENOENT", "CREATE /compat/linux/b ENOENT");
    }

    @Test
    void an_emulations_directory_is_not_run() {
        on(TraceSystem.NETBSD)
                .looked(
                        "execve",
                        returned(0),
                        List.of("/usr/local/bin/mis", "/emul/linux", "/emul/linux/lib64/ld-linux-x86-64.so.2"),
                        "0x1",
                        "0x2",
                        "0x3")
                .are("EXECUTE /usr/local/bin/mis", "LOOK /emul/linux", "READ /emul/linux/lib64/ld-linux-x86-64.so.2");
    }

    @Test
    void a_name_that_is_looked_up_twice_is_one() {
        on(TraceSystem.FREEBSD)
                .looked("mkdir", returned(0), List.of("/d", "/d"), "0x1", "0x1ff")
                .looked("unlink", failed("ENOENT"), List.of("/f", "/f"), "0x1")
                .looked("rename", returned(0), List.of("/r", "/r"), "0x1", "0x2")
                .are("CREATE /d", "REMOVE /f ENOENT", "REMOVE /r", "CREATE /r");
    }

    @Test
    void what_a_mount_looks_up_behind_its_place_is_its_device() {
        on(TraceSystem.FREEBSD)
                .looked("mount", returned(0), List.of("/mnt", "/dev/ada0p2"), "0x1", "0x2", "0x0", "0x3")
                .are("MOUNT /mnt", "MOUNT /dev/ada0p2");
    }

    @Test
    void events_show_the_names_too() {
        NamedArguments named = new NamedArguments(TraceSystem.FREEBSD);
        TraceEvent.Call call = new TraceEvent.Call(
                1,
                new Pid(1),
                1,
                "openat",
                List.of(new Arg.Word("AT_FDCWD"), new Arg.Word("0x1"), new Arg.Word("0<O_RDONLY>")),
                List.of("/etc/x"),
                returned(3),
                false);
        NamedArguments.Named one = named.of(call).get(0);
        assertEquals(Optional.of("/etc/x"), one.path());
        assertEquals("0<O_RDONLY>", one.flags());
        assertEquals("AT_FDCWD", one.dirfd().orElseThrow().fd().toString());
    }
}

package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jaildeps.fixtures.Recorded;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SystemCallTablesTest {
    private record Listed(String call, List<String> paths, List<String> dirfds) {}

    /** What the list has and the tables rightly have not, or have otherwise. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "modctl", "a structure, or the name of a module",
            "symlink", "the first argument is the link's text",
            "symlinkat", "the first argument is the link's text");

    private static List<Listed> listed(TraceSystem system) throws IOException {
        Path list = Recorded.project().resolveSibling("shared").resolve("syscalls.tsv");
        assumeTrue(Files.exists(list), "no list of all operating systems' calls here");
        List<Listed> calls = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            String[] cell = line.split("\t", -1);
            if (cell[0].equals(system.name().toLowerCase(Locale.ROOT)) && cell[2].matches("[0-9,]+")) {
                calls.add(new Listed(cell[1], List.of(cell[2].split(",")), List.of(cell[3].split(","))));
            }
        }
        return calls;
    }

    private static CallArgs read(TraceSystem system, String call) {
        return Kernel.of(system)
                .read(new TraceEvent.Call(1, new Pid(1), call, List.of(), new Outcome.Returned(0), false));
    }

    @ParameterizedTest
    @EnumSource(names = {"FREEBSD", "NETBSD", "OPENBSD", "ILLUMOS", "AIX", "MACOS"})
    void paths_and_directories_stand_where_the_list_of_the_system_says(TraceSystem system) throws IOException {
        List<Listed> listed = listed(system);
        assertFalse(listed.isEmpty());
        for (Listed one : listed) {
            if (OTHERWISE.containsKey(one.call())) {
                continue;
            }
            CallArgs args = read(system, one.call());
            List<CallTable.PathArg> ours = args.paths();
            assertEquals(
                    new TreeSet<>(one.paths()),
                    new TreeSet<>(ours.stream().map(arg -> "" + arg.path()).toList()),
                    one.call());
            assertEquals(
                    new TreeSet<>(one.dirfds()),
                    new TreeSet<>(ours.stream()
                            .map(arg -> arg.dirfd() < 0 ? "-" : "" + arg.dirfd())
                            .toList()),
                    one.call());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_name_that_stands_for_another_stands_for_one_that_is_known(TraceSystem system) {
        Set<String> known = new TreeSet<>(CallTable.of(system).calls());
        known.addAll(Set.of(
                "getcwd",
                "getdents",
                "fork",
                "vfork",
                "clone",
                "exit",
                "fcntl",
                "close",
                "connect",
                "bind",
                "listen",
                "dup3"));
        for (String alias : CallTable.of(system).aliases()) {
            String plain = read(system, alias).name();
            assertTrue(known.contains(plain), system + ": " + alias + " is " + plain);
            assertFalse(CallTable.of(system).calls().contains(alias), alias + " has two lines");
        }
    }

    @Test
    void older_and_other_names_are_read_as_the_call_that_they_are() {
        assertEquals("stat", read(TraceSystem.FREEBSD, "compat11.stat").name());
        assertEquals("execve", read(TraceSystem.FREEBSD, "freebsd32_execve").name());
        assertEquals(
                "freebsd11_stat", read(TraceSystem.DRAGONFLY, "freebsd11_stat").name());
        assertEquals("__stat30", read(TraceSystem.NETBSD, "compat_50___stat30").name());
        assertEquals("getdents", read(TraceSystem.NETBSD, "__getdents30").name());
        assertEquals(
                "openat_nocancel", read(TraceSystem.MACOS, "openat_nocancel").name());
        assertEquals("fcntl", read(TraceSystem.MACOS, "fcntl_nocancel").name());
        assertEquals("close", read(TraceSystem.MACOS, "close_nocancel").name());
        assertEquals("open", read(TraceSystem.AIX, "kopen").name());
        assertEquals(
                "freebsd_nothing", read(TraceSystem.FREEBSD, "freebsd_nothing").name());
    }

    @ParameterizedTest
    @EnumSource
    void every_system_has_its_own_numbers(TraceSystem system) {
        Numbers numbers = Kernel.of(system).numbers();
        assertTrue(numbers.value("O_CREAT").isPresent());
        assertTrue(numbers.value("AT_FDCWD").isPresent());
        assertTrue(numbers.isConstant("0", "F_DUPFD"));
        assertFalse(numbers.isConstant("F_DUPFD_CLOEXEC", "F_DUPFD"));
        assertTrue(numbers.hasFlag("0x9999<O_RDONLY|O_CREAT>", "O_CREAT"));
        assertFalse(numbers.hasFlag("O_RDONLY", "O_CREAT"));
    }

    @Test
    void numbers_are_read_in_every_way_in_which_tracers_print_them() {
        assertEquals(0x10000, Numbers.number("0x10000<O_RDONLY>").getAsLong());
        assertEquals(-100, Numbers.number("0xffffffffffffff9c").getAsLong());
        assertEquals(8, Numbers.number("010").getAsLong());
        assertEquals(0x241, Numbers.number("0x241 /* O_WRONLY */").getAsLong());
        assertTrue(Numbers.number("O_RDONLY").isEmpty());
        assertTrue(Numbers.number("12x").isEmpty());
        assertTrue(Numbers.number("99999999999999999999").isEmpty());
    }
}

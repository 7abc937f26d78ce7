package io.jaildeps.access;

import io.jaildeps.trace.TraceSystem;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One name for a call that a system has under several: for interfaces that were replaced and kept for old programs, and
 * for variants that differ in nothing that matters to paths. All but {@code open} itself is told by the table.
 */
final class CallNames {
    // freebsd11_stat, freebsd32_open, compat11.stat, compat.lstat of syscalls(9)'s list
    private static final Pattern FREEBSD = Pattern.compile("(?:freebsd\\d+_|compat\\d*[._])+(\\w+)");
    // compat_50___stat30; what is left may be one of the table's own, as __stat30 is
    private static final Pattern NETBSD = Pattern.compile("compat_\\d+_(?:netbsd32_)?(\\w+)");
    // open_nocancel, stat64_extended
    private static final Pattern MACOS = Pattern.compile("(\\w+?)(?:_nocancel|_extended)");

    /** FreeBSD's sys/amd64/linux/syscalls.master has some of Linux's calls under the names of their functions. */
    private static final Map<String, String> LINUX_FUNCTIONS =
            Map.of("newstat", "stat", "newlstat", "lstat", "exit_group", "exit");

    private final TraceSystem system;
    private final CallTable table;

    CallNames(TraceSystem system, CallTable table) {
        this.system = system;
        this.table = table;
    }

    /** The name that the table and the rules for state have for the call; the given one if they have no other. */
    String plain(String name) {
        if (system == TraceSystem.LINUX) {
            return name; // its table has a line for each
        }
        String plain = table.aliasOf(name);
        if (plain != null) {
            return plain;
        }
        if (table.calls().contains(name)) {
            return name;
        }
        String stripped = stripped(name);
        return stripped.equals(name) ? name : plain(stripped);
    }

    private String stripped(String name) {
        return switch (system) {
            case FREEBSD, DRAGONFLY -> inner(FREEBSD, name);
            case NETBSD -> inner(NETBSD, name);
            case MACOS -> inner(MACOS, name);
            default -> name;
        };
    }

    private static String inner(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    /** @param name with its prefix {@code linux_} */
    static String ofEmulatedLinux(String name) {
        String bare = name.substring("linux_".length());
        return LINUX_FUNCTIONS.getOrDefault(bare, bare);
    }
}

package io.jaildeps.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The flags of open(2), from their names or, where the trace has none, from the kernel's number. */
record OpenFlags(Set<String> names) {
    private static final int O_ACCMODE = 3;

    private static final List<String> FLAGS = List.of(
            "O_CREAT", "O_EXCL", "O_TRUNC", "O_NOFOLLOW", "O_CLOEXEC", "O_PATH", "O_TMPFILE", "O_SYMLINK", "O_EVTONLY");

    /**
     * Reads {@code O_WRONLY|O_CREAT|0x8000}, {@code 0x10000<O_RDONLY|O_CLOEXEC>}, {@code 0x601} or {@code 0x241 /*
     * O_WRONLY|O_CREAT|O_TRUNC *}{@code /}.
     */
    static OpenFlags parse(String text, Numbers numbers) {
        Set<String> named = numbers.named(text);
        return named.isEmpty() ? ofNumber(text.strip(), numbers) : new OpenFlags(named);
    }

    private static OpenFlags ofNumber(String text, Numbers numbers) {
        long bits = numbers.bits(text);
        Set<String> names = new HashSet<>();
        names.add((bits & O_ACCMODE) == 1 ? "O_WRONLY" : (bits & O_ACCMODE) == 2 ? "O_RDWR" : "O_RDONLY");
        FLAGS.stream().filter(flag -> numbers.hasFlag(text, flag)).forEach(names::add);
        return new OpenFlags(names);
    }

    AccessKind kind() {
        if (names.contains("O_PATH") || names.contains("O_EVTONLY")) {
            return AccessKind.LOOK;
        }
        if (names.contains("O_TMPFILE")) {
            return AccessKind.ENTER;
        }
        boolean truncates = names.contains("O_TRUNC");
        if (names.contains("O_WRONLY") || (names.contains("O_RDWR") && truncates)) {
            return AccessKind.WRITE;
        }
        return names.contains("O_RDWR") ? AccessKind.UPDATE : AccessKind.READ;
    }

    Creation creation() {
        boolean empties = names.contains("O_TRUNC");
        if (!names.contains("O_CREAT")) {
            return empties ? Creation.EMPTIES : Creation.NEVER;
        } else if (names.contains("O_EXCL")) {
            return Creation.ALWAYS;
        }
        return empties ? Creation.ANEW : Creation.IF_ABSENT;
    }

    boolean closesOnExec() {
        return names.contains("O_CLOEXEC");
    }

    boolean follows() {
        return !names.contains("O_NOFOLLOW") && !names.contains("O_SYMLINK") && creation() != Creation.ALWAYS;
    }
}

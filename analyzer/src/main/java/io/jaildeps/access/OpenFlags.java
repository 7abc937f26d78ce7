package io.jaildeps.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the flags of open(2) mean, from their names or, where the trace has none, from the kernel's number.
 *
 * @param kind for what it is opened
 * @param follows true if a link in the last component is followed
 */
record OpenFlags(AccessKind kind, Creation creation, boolean follows, boolean closesOnExec) {
    private static final int O_ACCMODE = 3;

    private static final List<String> FLAGS = List.of(
            "O_CREAT", "O_EXCL", "O_TRUNC", "O_NOFOLLOW", "O_CLOEXEC", "O_PATH", "O_TMPFILE", "O_SYMLINK", "O_EVTONLY");

    /**
     * Reads {@code O_WRONLY|O_CREAT|0x8000}, {@code 0x10000<O_RDONLY|O_CLOEXEC>}, {@code 0x601} or {@code 0x241 /*
     * O_WRONLY|O_CREAT|O_TRUNC *}{@code /}.
     */
    static OpenFlags parse(String text, Numbers numbers) {
        Set<String> named = numbers.named(text);
        return of(named.isEmpty() ? namesOf(text.strip(), numbers) : named);
    }

    private static Set<String> namesOf(String text, Numbers numbers) {
        long bits = numbers.bits(text);
        Set<String> names = new HashSet<>();
        names.add((bits & O_ACCMODE) == 1 ? "O_WRONLY" : (bits & O_ACCMODE) == 2 ? "O_RDWR" : "O_RDONLY");
        FLAGS.stream().filter(flag -> numbers.hasFlag(text, flag)).forEach(names::add);
        return names;
    }

    private static OpenFlags of(Set<String> names) {
        Creation creation = creation(names);
        boolean follows = !names.contains("O_NOFOLLOW") && !names.contains("O_SYMLINK") && creation != Creation.ALWAYS;
        return new OpenFlags(kind(names), creation, follows, names.contains("O_CLOEXEC"));
    }

    private static AccessKind kind(Set<String> names) {
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

    private static Creation creation(Set<String> names) {
        boolean empties = names.contains("O_TRUNC");
        if (!names.contains("O_CREAT")) {
            return empties ? Creation.EMPTIES : Creation.NEVER;
        } else if (names.contains("O_EXCL")) {
            return Creation.ALWAYS;
        }
        return empties ? Creation.ANEW : Creation.IF_ABSENT;
    }
}

package io.jaildeps.access;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The flags of open(2), from their names or, of a raw trace, from x86's and the generic number. */
record OpenFlags(Set<String> names) {
    private static final int O_ACCMODE = 3;

    /** Reads {@code O_WRONLY|O_CREAT|0x8000} or {@code 0x241 /* O_WRONLY|O_CREAT|O_TRUNC *}{@code /}. */
    static OpenFlags parse(String text) {
        int comment = text.indexOf("/*");
        String named = comment < 0 ? text : text.substring(comment + 2).replace("*/", "");
        if (named.contains("O_")) {
            return new OpenFlags(Set.copyOf(Arrays.asList(named.strip().split("\\|"))));
        }
        return ofNumber(named.strip());
    }

    private static OpenFlags ofNumber(String text) {
        long bits;
        try {
            bits = Long.decode(text);
        } catch (NumberFormatException notANumber) {
            return new OpenFlags(Set.of("O_RDONLY"));
        }
        Set<String> names = new HashSet<>();
        names.add((bits & O_ACCMODE) == 1 ? "O_WRONLY" : (bits & O_ACCMODE) == 2 ? "O_RDWR" : "O_RDONLY");
        addIf(names, bits, 0100, "O_CREAT");
        addIf(names, bits, 0200, "O_EXCL");
        addIf(names, bits, 01000, "O_TRUNC");
        addIf(names, bits, 0400000, "O_NOFOLLOW");
        addIf(names, bits, 02000000, "O_CLOEXEC");
        addIf(names, bits, 010000000, "O_PATH");
        addIf(names, bits, 020000000, "O_TMPFILE");
        return new OpenFlags(names);
    }

    private static void addIf(Set<String> names, long bits, long bit, String name) {
        if ((bits & bit) != 0) {
            names.add(name);
        }
    }

    AccessKind kind() {
        if (names.contains("O_PATH")) {
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
        if (!names.contains("O_CREAT")) {
            return Creation.NEVER;
        }
        return names.contains("O_EXCL") ? Creation.ALWAYS : Creation.IF_ABSENT;
    }

    boolean closesOnExec() {
        return names.contains("O_CLOEXEC");
    }

    boolean follows() {
        return !names.contains("O_NOFOLLOW") && creation() != Creation.ALWAYS;
    }
}

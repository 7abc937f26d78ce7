package io.jaildeps.trace.dtrace;

import java.util.ArrayList;
import java.util.List;

/** The letters of fs_usage for the flags of open(2), {@code (RWC___)}, and access(2), {@code (R__F)}. */
final class ModeLetters {
    private ModeLetters() {}

    /** Such as {@code O_RDWR|O_CREAT}. Letters of versions to come stand as they are. */
    static String ofOpen(String letters) {
        boolean writes = letters.indexOf('W') >= 0;
        List<String> flags = new ArrayList<>();
        flags.add(!writes ? "O_RDONLY" : letters.indexOf('R') >= 0 ? "O_RDWR" : "O_WRONLY");
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            switch (letter) {
                case 'R', 'W', '_' -> {}
                case 'C' -> flags.add("O_CREAT");
                case 'A' -> flags.add("O_APPEND");
                case 'T' -> flags.add("O_TRUNC");
                case 'E' -> flags.add("O_EXCL");
                case 'N' -> flags.add("O_NONBLOCK");
                case 'F' -> flags.add("O_NOFOLLOW");
                case 'S' -> flags.add("O_SYMLINK");
                case 'V' -> flags.add("O_EVTONLY");
                case 'X' -> flags.add("O_CLOEXEC");
                case 'f' -> flags.add("O_NOFOLLOW_ANY");
                default -> flags.add(String.valueOf(letter));
            }
        }
        return String.join("|", flags);
    }

    /** Such as {@code R_OK|X_OK}. */
    static String ofAccess(String letters) {
        List<String> modes = new ArrayList<>();
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            if (letter != '_') {
                modes.add(letter + "_OK");
            }
        }
        return String.join("|", modes);
    }
}

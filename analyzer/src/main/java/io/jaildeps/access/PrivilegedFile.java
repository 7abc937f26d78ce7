package io.jaildeps.access;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.Files;

/** Tells programs that run with more rights than their caller's, see execve(2) and capabilities(7). */
final class PrivilegedFile {
    private static final int SET_ID = 06000;

    private PrivilegedFile() {}

    static boolean is(HostPath program) {
        try {
            return Files.getAttribute(program.toPath(), "unix:mode") instanceof Integer mode && (mode & SET_ID) != 0;
        } catch (IOException gone) {
            return false; // it was executed, so it was there; what is gone now can not be asked
        }
    }
}

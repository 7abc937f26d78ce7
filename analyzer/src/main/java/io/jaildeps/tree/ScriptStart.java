package io.jaildeps.tree;

import java.nio.charset.StandardCharsets;

/** The first line of a script, {@code #!/usr/bin/env -S awk -f}, as execve(2) reads it. */
public final class ScriptStart {
    /** The kernel reads no more of it, BINPRM_BUF_SIZE. */
    public static final int BYTES = 256;

    private ScriptStart() {}

    /** The absolute path of the interpreter; empty if the file does not begin with {@code #!} and such a path. */
    public static String interpreter(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String line = text.startsWith("#!") ? text.lines().findFirst().orElse("") : "";
        String interpreter = line.isEmpty() ? "" : line.substring(2).strip().split("[ \t\0]", 2)[0];
        return interpreter.startsWith("/") ? interpreter : "";
    }
}

package io.jaildeps.run;

import io.jaildeps.elf.ElfFile;
import io.jaildeps.elf.ElfReader;
import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.ScriptStart;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;

/**
 * What the kernel looks for in a jail when it executes a program, see execve(2): the file, its loader, or the interpreter
 * in its first line and then that one's. Without one of them the tools would only say that there is no such file.
 */
public final class ExecutedFiles {
    /** An interpreter may be a script too; the kernel follows so many. */
    private static final int MOST_SCRIPTS = 5;

    private final Sysroot jail;

    public ExecutedFiles(Sysroot jail) {
        this.jail = jail;
    }

    /** Why it can not be executed, in words; empty if nothing is missing. @param program its path in the jail */
    public Optional<String> lacking(String program) throws IOException {
        String path = program;
        String role = "";
        for (int scripts = 0; scripts < MOST_SCRIPTS; scripts++) {
            Optional<String> reason = lacking(path, role);
            if (reason.isPresent()) {
                return reason;
            }
            HostPath file = jail.onHost(((Location.Present) jail.locate(path)).realPath());
            if (ElfReader.read(file) instanceof ElfFile elf) {
                return elf.interpreter().isPresent()
                        ? lacking(elf.interpreter().get(), ", the loader of " + Printable.of(path))
                        : Optional.empty();
            }
            String interpreter = interpreter(file);
            if (interpreter.isEmpty()) {
                return Optional.empty();
            }
            role = ", the interpreter of " + Printable.of(path);
            path = interpreter;
        }
        return Optional.empty();
    }

    /** Whether there is a file of that path that somebody may execute. */
    public boolean has(String program) throws IOException {
        return lacking(program, "").isEmpty();
    }

    private Optional<String> lacking(String path, String role) throws IOException {
        String name = Printable.of(path) + role;
        if (!(jail.locate(path) instanceof Location.Present found)) {
            return Optional.of("the jail lacks " + name);
        } else if (found.kind() != Inode.Kind.FILE) {
            return Optional.of(name + " is no regular file");
        }
        return found.inode().isExecutable() ? Optional.empty() : Optional.of("nobody may execute " + name);
    }

    private static String interpreter(HostPath script) throws IOException {
        try (InputStream in = Files.newInputStream(script.toPath())) {
            return ScriptStart.interpreter(in.readNBytes(ScriptStart.BYTES));
        }
    }
}

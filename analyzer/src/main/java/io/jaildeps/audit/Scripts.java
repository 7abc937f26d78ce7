package io.jaildeps.audit;

import io.jaildeps.manifest.Entry;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** First lines of scripts: execve(2), "Interpreter scripts", and what env(1) looks up. */
final class Scripts {
    private static final Set<String> PROGRAMS = Set.of("bin", "sbin", "libexec", "cgi-bin", "init.d", "games");
    private static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private final Scene scene;

    Scripts(Scene scene) {
        this.scene = scene;
    }

    // #!/usr/bin/env -S awk -f
    void script(JailPath path, Inode inode, String head) throws IOException {
        if (!inode.isExecutable() || !isStarted(path)) {
            return;
        }
        // to the kernel a carriage return is a part of the name
        String line = head.substring(2).split("\n", 2)[0].replaceAll("^[ \t]+|[ \t\0]+$", "");
        List<String> words = List.of(line.split("[ \t\0]+"));
        String interpreter = words.get(0);
        if (interpreter.isEmpty()) {
            return; // the kernel takes it for no script
        } else if (!interpreter.startsWith("/")) {
            report(
                    path,
                    "",
                    "it is started by " + Printable.of(interpreter)
                            + ", which is looked for where whoever starts it is");
            return;
        }
        if (!scene.has(interpreter)) {
            boolean isFromDos = interpreter.endsWith("\r");
            report(
                    path,
                    isFromDos ? "" : interpreter,
                    "it is started by " + Printable.of(interpreter) + ", which is absent"
                            + (isFromDos ? ": its lines end as on DOS" : ""));
        } else if (interpreter.endsWith("/env")) {
            Optional<String> program = words.stream()
                    .skip(1)
                    .filter(word -> !word.startsWith("-") && word.indexOf('=') < 0)
                    .findFirst();
            if (program.isPresent() && !isInPath(program.get())) {
                report(path, "", "env looks for " + Printable.of(program.get()) + ", which no directory of PATH has");
            }
        }
    }

    /** A module of Python may well have a first line: what the manifest has as data nobody starts. */
    private boolean isStarted(JailPath path) {
        Optional<Entry> entry = scene.expected().entry(path);
        return entry.isEmpty() || entry.get() instanceof Entry.File file && file.isStarted();
    }

    private void report(JailPath path, String interpreter, String reason) throws IOException {
        boolean isProgram = PROGRAMS.contains(path.parent().name())
                || scene.expected().entry(path).isPresent()
                || scene.request().programs().contains(path);
        scene.findings()
                .add(
                        Kind.SCRIPT_INTERPRETER_MISSING,
                        isProgram ? Severity.MEDIUM : Severity.LOW,
                        path,
                        reason,
                        mend(path, interpreter));
    }

    /** A script that nothing asks for goes; another one gets its interpreter. */
    private Mend mend(JailPath path, String interpreter) throws IOException {
        Optional<Mend> removal = scene.removal(path);
        if (removal.isPresent()) {
            return removal.get();
        }
        Mend otherwise = Mend.words("give the script a first line that names a program of the jail, or remove it");
        return interpreter.isEmpty() ? otherwise : scene.copy(JailPath.ofBytes(interpreter), otherwise);
    }

    private boolean isInPath(String program) throws IOException {
        if (program.startsWith("/")) {
            return scene.has(program);
        }
        for (String directory : PATH) {
            if (scene.jail().locate(directory + "/" + program) instanceof Location.Present) {
                return true;
            }
        }
        return false;
    }
}

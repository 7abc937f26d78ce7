package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.path.UnixPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds the target: in PATH, and in the directories of system programs, which a user's PATH may lack. */
final class TargetLookup {
    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Map<String, String> environment;

    TargetLookup(Map<String, String> environment) {
        this.environment = environment;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The absolute path, with links kept: a program may look at the name it was called by. */
    String program(String name) throws BadUsage {
        if (name.isEmpty()) {
            throw new BadUsage("cannot run '': no program is named");
        }
        if (name.contains("/")) {
            Path path = Path.of(name).toAbsolutePath();
            return checked(path, name);
        }
        List<String> directories = new ArrayList<>();
        directories.addAll(List.of(environment.getOrDefault("PATH", "").split(":")));
        directories.addAll(List.of("/usr/sbin", "/sbin"));
        directories.addAll(List.of(SYSTEM_PATH.split(":")));
        for (String directory : directories) {
            if (directory.startsWith("/")) {
                Path candidate = Path.of(directory, name);
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return HostPath.of(candidate).bytes();
                }
            }
        }
        throw new BadUsage("cannot find " + printable(name) + ": not in PATH, /usr/sbin or /sbin");
    }

    private static String checked(Path path, String name) throws BadUsage {
        if (!Files.isRegularFile(path)) {
            String reason = Files.isDirectory(path)
                    ? "it is a directory"
                    : Files.exists(path) ? "no regular file" : "no such file";
            throw new BadUsage("cannot run " + printable(name) + ": " + reason);
        }
        if (!Files.isExecutable(path)) {
            throw new BadUsage("cannot run " + printable(name) + ": not executable");
        }
        return HostPath.of(path).bytes();
    }

    private static String printable(String text) {
        return Printable.of(bytes(text));
    }

    /** What a person typed, one char per byte. */
    static String bytes(String text) {
        return UnixPath.utf8(text);
    }
}

package io.jaildeps.cli;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.Printable;
import io.jaildeps.path.UnixPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the target: in PATH, and in the directories of system programs, which a user's PATH may lack. */
final class TargetLookup {
    private static final Path OTHER_FORMATS = Path.of("/proc/sys/fs/binfmt_misc");
    private static final String ELF = "\u007fELF";
    /** The PATH of who has said nothing else. */
    static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

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
        if (isUnknown(path)) {
            throw new BadUsage("cannot run " + printable(name) + ": it is no ELF file and does not begin with #!"
                    + " (a shell would run it as its script: give the shell before it)");
        }
        return HostPath.of(path).bytes();
    }

    /** No format that the kernel executes, unless somebody told it of others, see Linux's binfmt-misc. */
    private static boolean isUnknown(Path path) throws BadUsage {
        try (InputStream in = Files.newInputStream(path)) {
            String start = new String(in.readNBytes(ELF.length()), StandardCharsets.ISO_8859_1);
            return System.getProperty("os.name").equals("Linux")
                    && !start.equals(ELF)
                    && !start.startsWith("#!")
                    && knowsNoOtherFormats();
        } catch (AccessDeniedException e) {
            return false; // it may be executed and not be read
        } catch (IOException e) {
            throw new BadUsage("cannot read " + HostPath.of(path) + ": " + Words.reason(e));
        }
    }

    private static boolean knowsNoOtherFormats() throws IOException {
        if (!Files.isDirectory(OTHER_FORMATS)) {
            return true;
        }
        try (Stream<Path> formats = Files.list(OTHER_FORMATS)) {
            return formats.map(Path::getFileName).map(Path::toString).allMatch(Set.of("register", "status")::contains);
        }
    }

    private static String printable(String text) {
        return Printable.of(bytes(text));
    }

    /** What a person typed, one char per byte. */
    static String bytes(String text) {
        return UnixPath.utf8(text);
    }
}

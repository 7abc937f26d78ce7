package io.jaildeps.tracer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which programs have capabilities of their own, see capabilities(7); asked of getcap(8), since the JDK reads no such xattr. */
public final class FileCapabilities {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private FileCapabilities() {}

    /** True if one of the programs has some. Where getcap is not installed, no package could have given any. */
    public static boolean any(Collection<String> programs) throws IOException {
        Optional<String> getcap = Tools.find("getcap");
        List<String> command = new ArrayList<>();
        getcap.ifPresent(command::add);
        programs.stream()
                .filter(program -> program.startsWith("/") && Files.isRegularFile(Path.of(program)))
                .forEach(command::add);
        if (getcap.isEmpty() || command.size() < 2) {
            return false;
        }
        return !ShellCommand.tool(command, Map.of("LC_ALL", "C"), TIMEOUT)
                .output()
                .isBlank();
    }
}

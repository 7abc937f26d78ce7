package io.jaildeps.tracer;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which programs have capabilities of their own, see capabilities(7); asked of getcap(8), since the JDK reads no such xattr. */
public final class FileCapabilities {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private FileCapabilities() {}

    /** True if one of the programs has some. Where getcap is not installed, no package could have given any. */
    public static boolean any(Collection<String> programs) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("getcap"));
        programs.stream()
                .filter(program -> program.startsWith("/")
                        && Files.isRegularFile(HostPath.ofBytes(program).toPath()))
                .forEach(command::add);
        if (Tools.find("getcap").isEmpty() || command.size() < 2) {
            return false;
        }
        return !Tools.run(command, LIMIT).output().isBlank();
    }
}

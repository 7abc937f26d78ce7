package io.jaildeps.tracer;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Programs that run with more rights than their caller's, see execve(2) and capabilities(7). Of capabilities getcap(8) is
 * asked, since the JDK reads no such xattr.
 */
public final class PrivilegedPrograms {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int SET_ID = 06000;

    private PrivilegedPrograms() {}

    /** True if one of them does. Where getcap is not installed, no package could have given capabilities. */
    public static boolean any(Collection<HostPath> programs) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("getcap"));
        for (HostPath program : programs) {
            // what is gone since it was executed can not be asked
            if (Files.isRegularFile(program.toPath())) {
                if ((mode(program) & SET_ID) != 0) {
                    return true;
                }
                command.add(program.bytes());
            }
        }
        return Tools.find("getcap").isPresent()
                && command.size() > 1
                && !Tools.run(command, LIMIT).output().isBlank();
    }

    private static int mode(HostPath program) throws IOException {
        return Files.getAttribute(program.toPath(), "unix:mode") instanceof Integer mode ? mode : 0;
    }
}

package io.jaildeps.tracer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this process may do. */
public final class Privilege {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private Privilege() {}

    /** True if our user is root. */
    public static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid") instanceof Integer uid && uid == 0;
        } catch (IOException noProc) {
            return System.getProperty("user.name", "").equals("root");
        }
    }

    /**
     * Whether we can run something in a jail: as root, or in a user namespace where the kernel permits it.
     *
     * @throws CannotTrace if not, with what is missing
     */
    public static void checkJails() throws CannotTrace, IOException {
        if (isRoot()) {
            return;
        }
        Optional<String> unshare = Tools.find("unshare");
        if (unshare.isEmpty()) {
            throw new CannotTrace("cannot run in a jail: not root, and unshare is not installed");
        }
        ShellCommand.Result result = ShellCommand.tool(
                List.of(unshare.get(), "--user", "--map-current-user", "--keep-caps", "--mount", "--", "/bin/true"),
                Map.of("LC_ALL", "C"),
                TIMEOUT);
        if (!result.succeeded()) {
            throw new CannotTrace("cannot run in a jail: not root, and this kernel does not permit user namespaces ("
                    + result.output().strip() + "); run as root, or without proof by --no-verify");
        }
    }
}

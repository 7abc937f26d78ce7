package io.jaildeps.tracer;

import io.jaildeps.host.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What this process may do. */
public final class Privilege {
    private static final Duration LIMIT = Duration.ofSeconds(10);

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
    public static void checkJails() throws CannotTrace, IOException, InterruptedException {
        if (isRoot()) {
            return;
        }
        if (Tools.find("unshare").isEmpty()) {
            throw new CannotTrace("cannot run in a jail: not root, and unshare is not installed");
        }
        Tools.Outcome outcome = Tools.run(
                List.of("unshare", "--user", "--map-current-user", "--keep-caps", "--mount", "--", "/bin/true"), LIMIT);
        if (!outcome.done()) {
            throw new CannotTrace("cannot run in a jail: not root, and this kernel does not permit user namespaces ("
                    + outcome.output() + "); run as root, or without proof by --no-verify");
        }
    }
}

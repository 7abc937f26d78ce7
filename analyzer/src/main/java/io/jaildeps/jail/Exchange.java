package io.jaildeps.jail;

import io.jaildeps.host.Tools;
import io.jaildeps.path.HostPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Swaps two directories in one step: RENAME_EXCHANGE of renameat2(2), which the JDK does not offer, so whichever tool of
 * the system does it is asked.
 */
final class Exchange {
    /** The number of renameat2(2) where it is not that of the generic table, by Java's {@code os.arch}. */
    private static final Map<String, Integer> RENAMEAT2 =
            Map.of("amd64", 316, "i386", 353, "arm", 382, "ppc64le", 357, "s390x", 347);

    private static final int RENAMEAT2_GENERIC = 276;

    // -100 is AT_FDCWD, 2 is RENAME_EXCHANGE.
    private static final String PERL = "exit(syscall(0 + $ARGV[0], -100, $ARGV[1], -100, $ARGV[2], 2) == 0 ? 0 : 1)";

    private Exchange() {}

    /** False if no tool could; then nothing has changed. */
    static boolean swap(HostPath one, HostPath other) throws IOException, InterruptedException {
        Inode.Id before = Inode.at(one).orElseThrow().id();
        for (List<String> tool : tools(System.getProperty("os.arch", ""))) {
            List<String> command = new ArrayList<>(tool);
            command.addAll(List.of(one.bytes(), other.bytes()));
            Tools.run(command);
            if (Inode.at(other).map(Inode::id).filter(before::equals).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static List<List<String>> tools(String architecture) {
        int number = RENAMEAT2.getOrDefault(architecture, RENAMEAT2_GENERIC);
        return List.of(
                List.of("mv", "--exchange", "--no-target-directory", "--"),
                List.of("exch"),
                List.of("perl", "-e", PERL, "--", String.valueOf(number)));
    }
}

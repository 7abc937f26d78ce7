package io.jaildeps.tracer;

import io.jaildeps.fixtures.Requires;
import io.jaildeps.host.Tools;
import io.jaildeps.trace.Pid;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What tests of real runs need of the system, and what they must leave behind: nothing. */
public final class Needed {
    private Needed() {}

    /** Those that are still there after some seconds; what only waits for its parent to notice does not count. */
    public static List<Pid> living(List<Pid> pids) throws InterruptedException {
        List<Pid> living = pids;
        for (int i = 0; i < 500 && !living.isEmpty(); i++) {
            living = living.stream().filter(Needed::lives).toList();
            TimeUnit.MILLISECONDS.sleep(living.isEmpty() ? 0 : 10);
        }
        return living;
    }

    // 4321 (sshd) Z 1 4321 …
    private static boolean lives(Pid pid) {
        return ProcessTree.read(Path.of("/proc/" + pid + "/stat"))
                .filter(stat -> stat.charAt(stat.lastIndexOf(')') + 2) != 'Z')
                .isPresent();
    }

    /** Skips the test without the tool, unless the environment's JAILDEPS_CHECK=1 says that nothing may be skipped. */
    public static void tool(String name) {
        Requires.that(Tools.find(name).isPresent(), name + " is not installed");
    }
}

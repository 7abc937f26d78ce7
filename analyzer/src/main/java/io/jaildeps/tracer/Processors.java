package io.jaildeps.tracer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processors that this process may run on, see proc(5) {@code Cpus_allowed_list}. */
final class Processors {
    private Processors() {}

    // Cpus_allowed_list:	0-1
    /** The number of the last allowed processor; the JVM's own threads start at the first. */
    static String one() {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
            return status.stream()
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> line.replaceAll(".*?(\\d+)\\s*$", "$1"))
                    .findFirst()
                    .orElse("0");
        } catch (IOException noProc) {
            return "0"; // processor 0 is always there; a wrong guess makes taskset fail with a message of its own
        }
    }
}

package io.jaildeps.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.jaildeps.fixtures.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs in a finished jail what its manifest says, with the system's own tools and nothing of jaildeps. */
final class JailedRun {
    // $1 is the jail, then "fstype" "path" pairs up to "--", then the command
    private static final String SCRIPT = """
            jail=$1
            shift
            while [ "$1" != -- ]; do
                mount -t "$1" "$1" "$jail$2" || exit 125
                shift 2
            done
            shift
            exec "$@"
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Trial trial;

    JailedRun(Trial trial) {
        this.trial = trial;
    }

    Finished run() throws IOException, InterruptedException {
        return Finished.of(new ProcessBuilder(command()), PATIENCE);
    }

    /** Starts a server, tries the client until it succeeds, and ends all that has the jail as its root. */
    Finished runUntil(String client) throws IOException, InterruptedException {
        Process server = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(trial.file("server.log").toFile())
                .start();
        try {
            Instant end = Instant.now().plus(PATIENCE);
            while (true) {
                Finished tried = Finished.of(new ProcessBuilder("/bin/sh", "-c", client), PATIENCE);
                if (tried.succeeded() || Instant.now().isAfter(end)) {
                    return tried;
                }
                server.waitFor(50, TimeUnit.MILLISECONDS);
            }
        } finally {
            for (ProcessHandle process : inJail()) {
                process.destroyForcibly();
                process.onExit().join();
            }
            server.destroyForcibly();
        }
    }

    private List<ProcessHandle> inJail() {
        return ProcessHandle.allProcesses().filter(this::isInJail).toList();
    }

    private boolean isInJail(ProcessHandle process) {
        try {
            Path root = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "root"));
            return root.startsWith(trial.jail());
        } catch (IOException ended) {
            return false;
        }
    }

    private List<String> command() throws IOException, InterruptedException {
        JsonNode manifest = trial.readManifest();
        JsonNode target = manifest.path("target");
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                "--wait",
                "unshare",
                "--mount",
                "--propagation",
                propagation(),
                "/bin/sh",
                "-c",
                SCRIPT,
                "sh"));
        command.add(trial.jail().toString());
        for (JsonNode mount : manifest.path("mounts")) {
            command.add(mount.path("fstype").textValue());
            command.add(mount.path("path").textValue());
        }
        command.addAll(List.of("--", "env", "-i"));
        target.path("environment")
                .properties()
                .forEach(variable -> command.add(
                        variable.getKey() + "=" + variable.getValue().textValue()));
        command.addAll(List.of("unshare", "--root=" + trial.jail()));
        command.add("--wd=" + target.path("cwd").textValue());
        String user = target.path("user").asText("");
        if (!user.isEmpty() && !user.equals("root")) {
            command.add("--setgid=" + id("-g", user));
            command.add("--setuid=" + id("-u", user));
        }
        command.add("--");
        target.path("command").forEach(word -> command.add(word.textValue()));
        return command;
    }

    private static String id(String which, String user) throws IOException, InterruptedException {
        ProcessBuilder id = new ProcessBuilder("id", which, user.replaceAll(":.*", ""));
        return Finished.of(id, Duration.ofSeconds(10)).out().strip();
    }

    /** A root that is no mount point, as in a chroot, cannot be made private. */
    private static String propagation() throws IOException {
        return Requires.rootIsMounted() ? "private" : "unchanged";
    }
}

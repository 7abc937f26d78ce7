package io.jaildeps.run;

import io.jaildeps.host.CommandWords;
import io.jaildeps.host.Tools;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A program that runs in a jail. It has our standard input, output and error and no other descriptor: the JDK closes all
 * others in what it starts.
 */
public final class RunningProgram {
    /** What the host's own tools get. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");

    // $1 the signal's name, $2 the process; kill(1) is not everywhere, the shell's own is
    private static final String KILL_SCRIPT = "kill -s \"$1\" \"$2\"";

    private final Process process;
    private final int depth;

    private RunningProgram(Process process, int depth) {
        this.process = process;
        this.depth = depth;
    }

    /** @param depth how many processes are above the one that signals are for: those of the tools that stay */
    static RunningProgram start(List<String> words, int depth) throws CannotRun, IOException {
        ProcessBuilder builder =
                new ProcessBuilder(encodable(words)).directory(new File("/")).inheritIO();
        clean(builder);
        return new RunningProgram(builder.start(), depth);
    }

    static void clean(ProcessBuilder builder) {
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
    }

    static List<String> encodable(List<String> words) throws CannotRun {
        try {
            return CommandWords.encodable(words);
        } catch (CommandWords.Unencodable e) {
            throw new CannotRun("cannot run in a jail: " + e.getMessage());
        }
    }

    /** Passes a signal on. @param name without SIG: {@code TERM} */
    public void signal(String name) throws IOException, InterruptedException {
        ProcessHandle target = process.toHandle();
        for (int i = 0; i < depth; i++) {
            target = target.children().findFirst().orElse(target);
        }
        Tools.run(List.of("sh", "-c", KILL_SCRIPT, "sh", name, String.valueOf(target.pid())));
    }

    /** Its exit status; 128 + N if signal N ended it. Until then the caller waits. */
    public int await() throws InterruptedException {
        return process.waitFor();
    }
}

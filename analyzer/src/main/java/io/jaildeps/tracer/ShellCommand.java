package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.Executor;
import org.apache.commons.exec.PumpStreamHandler;

/**
 * Runs what a user wrote as a command, from outside the jail: exercises and the scripts of profiles. The system's own
 * tools run by {@link io.jaildeps.host.Tools} instead: those get byte-exact arguments, no shell and our environment, and
 * tell people why they failed; these get exactly the given environment, a time limit, and their output is kept as it is.
 */
public final class ShellCommand {
    /** How a command ended. @param output its standard output and error, cut */
    public record Result(int status, boolean timedOut, String output) {
        public boolean succeeded() {
            return status == 0 && !timedOut;
        }
    }

    private static final int MAX_OUTPUT = 64 * 1024;

    private ShellCommand() {}

    /**
     * Runs {@code command} with {@code /bin/sh -c}: only for text that the user wrote as a command.
     *
     * @param prefix arguments before the shell, such as nsenter(1)'s; may be empty
     */
    public static Result shell(List<String> prefix, String command, Map<String, String> environment, Duration timeout)
            throws IOException {
        CommandLine line = new CommandLine(prefix.isEmpty() ? "/bin/sh" : prefix.get(0));
        prefix.stream().skip(1).forEach(word -> line.addArgument(word, false));
        if (!prefix.isEmpty()) {
            line.addArgument("/bin/sh", false);
        }
        line.addArgument("-c", false);
        line.addArgument(command, false);
        return run(line, environment, timeout);
    }

    private static Result run(CommandLine line, Map<String, String> environment, Duration timeout) throws IOException {
        Limited output = new Limited();
        ExecuteWatchdog watchdog = ExecuteWatchdog.builder().setTimeout(timeout).get();
        Executor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(new PumpStreamHandler(output))
                .setWorkingDirectory(HostPath.ROOT.toPath().toFile())
                .get();
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        try {
            int status = executor.execute(line, environment);
            return new Result(status, watchdog.killedProcess(), output.text());
        } catch (ExecuteException failed) {
            return new Result(failed.getExitValue(), watchdog.killedProcess(), output.text());
        }
    }

    /** Keeps the beginning of what is written to it. */
    private static final class Limited extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, Math.min(length, MAX_OUTPUT - size()));
        }

        @Override
        public synchronized void write(int value) {
            if (size() < MAX_OUTPUT) {
                super.write(value);
            }
        }

        String text() {
            return new String(toByteArray(), StandardCharsets.ISO_8859_1);
        }
    }
}

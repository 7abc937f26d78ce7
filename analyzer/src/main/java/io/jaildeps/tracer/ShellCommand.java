package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecuteResultHandler;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.ExecuteException;
import org.apache.commons.exec.ExecuteStreamHandler;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.Executor;
import org.apache.commons.exec.Watchdog;
import org.jspecify.annotations.Nullable;

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
     * @throws InterruptedException if this thread is interrupted; the command and its children are then ended
     */
    public static Result shell(List<String> prefix, String command, Map<String, String> environment, Duration timeout)
            throws IOException, InterruptedException {
        CommandLine line = new CommandLine(prefix.isEmpty() ? "/bin/sh" : prefix.get(0));
        prefix.stream().skip(1).forEach(word -> line.addArgument(word, false));
        if (!prefix.isEmpty()) {
            line.addArgument("/bin/sh", false);
        }
        line.addArgument("-c", false);
        line.addArgument(command, false);
        return run(line, environment, timeout);
    }

    private static Result run(CommandLine line, Map<String, String> environment, Duration timeout)
            throws IOException, InterruptedException {
        Outputs outputs = new Outputs();
        TreeWatchdog watchdog = new TreeWatchdog(timeout);
        Executor executor = DefaultExecutor.builder()
                .setExecuteStreamHandler(outputs)
                .setWorkingDirectory(HostPath.ROOT.toPath().toFile())
                .get();
        executor.setWatchdog(watchdog);
        executor.setExitValues(null);
        DefaultExecuteResultHandler end = new DefaultExecuteResultHandler();
        // in a thread of its own, since the executor forgets that it was interrupted
        executor.execute(line, environment, end);
        try {
            end.waitFor();
        } catch (InterruptedException e) {
            watchdog.endTree();
            throw e;
        }
        ExecuteException failure = end.getException();
        if (failure != null && failure.getCause() instanceof IOException notStarted) {
            throw notStarted;
        }
        return new Result(end.getExitValue(), watchdog.killedProcess(), outputs.text());
    }

    /** Ends the command's children too: they would outlive their shell. */
    private static final class TreeWatchdog extends ExecuteWatchdog {
        private volatile @Nullable Process process;

        @SuppressWarnings("deprecation") // the builder makes no subclass
        TreeWatchdog(Duration timeout) {
            super(timeout.toMillis());
        }

        @Override
        public synchronized void start(Process started) {
            process = started;
            super.start(started);
        }

        @Override
        public synchronized void timeoutOccured(Watchdog timer) {
            endTree();
            super.timeoutOccured(timer);
        }

        void endTree() {
            Process started = process;
            if (started != null) {
                List<ProcessHandle> tree = new ArrayList<>(started.descendants().toList());
                tree.add(started.toHandle());
                tree.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Collects both outputs. A child that keeps them open when its parent has ended is not waited for. */
    private static final class Outputs implements ExecuteStreamHandler {
        private static final long PATIENCE_MILLIS = 500;

        private final Limited output = new Limited();
        private final List<Thread> readers = new ArrayList<>();

        @Override
        public void setProcessInputStream(OutputStream input) throws IOException {
            input.close();
        }

        @Override
        public void setProcessOutputStream(InputStream stream) {
            readers.add(reader(stream));
        }

        @Override
        public void setProcessErrorStream(InputStream stream) {
            readers.add(reader(stream));
        }

        private Thread reader(InputStream stream) {
            Thread reader = new Thread(
                    () -> {
                        try {
                            stream.transferTo(output);
                        } catch (IOException closed) {
                            return; // what was read before is kept
                        }
                    },
                    "output of a command");
            reader.setDaemon(true);
            return reader;
        }

        @Override
        public void start() {
            readers.forEach(Thread::start);
        }

        @Override
        public void stop() throws IOException {
            try {
                for (Thread reader : readers) {
                    reader.join(PATIENCE_MILLIS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        String text() {
            return output.text();
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

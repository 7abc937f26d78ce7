package io.jaildeps.cli;

import io.jaildeps.tracer.Workspace;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM: the command's thread is interrupted and unwinds, which ends what it started; then whatever is left
 * in the workspace's journal is ended and removed.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 20;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch unwound = new CountDownLatch(1);
    private volatile @Nullable Workspace workspace;
    private volatile boolean finished;
    private static volatile boolean shuttingDown;

    static Interruption install() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::shutDown, "interruption"));
        return interruption;
    }

    void watch(Workspace watched) {
        workspace = watched;
    }

    /** The command has ended by itself or has unwound. */
    void done() {
        finished = true;
        unwound.countDown();
    }

    /**
     * Returns unless a signal is ending this machine: then it is the signal that gives the exit status, and an exit by
     * ourselves at the last moment would give another.
     */
    static void awaitEndBySignal() {
        while (shuttingDown) {
            LockSupport.park();
        }
    }

    private void shutDown() {
        if (finished) {
            return;
        }
        shuttingDown = true;
        command.interrupt();
        try {
            if (!unwound.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && workspace != null) {
                workspace.close();
            }
        } catch (IOException e) {
            System.err.println("jaildeps: cannot clean up: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

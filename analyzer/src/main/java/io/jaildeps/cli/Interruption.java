package io.jaildeps.cli;

import io.jaildeps.tracer.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C and SIGTERM: the command's thread is interrupted and unwinds, which ends what it started; then whatever is left
 * in the workspace's journal is ended and removed.
 */
final class Interruption {
    /** What every command says that a signal ends. */
    static final String MESSAGE = "jaildeps: interrupted";

    private static final long PATIENCE_SECONDS = 20;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch unwound = new CountDownLatch(1);
    private volatile @Nullable Workspace workspace;
    private volatile boolean finished;
    private static volatile boolean shuttingDown;
    private static volatile boolean exits;

    /** From now on a signal that ends this machine is told, in the same words by every command. */
    static void announce(PrintWriter err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(err), "announcement"));
    }

    private static void tell(PrintWriter err) {
        if (!exits) {
            err.println(MESSAGE);
            err.flush();
        }
    }

    /** The program ends by itself: no signal that still comes has interrupted anything. */
    static void exit(int status) {
        exits = true;
        System.exit(status);
    }

    /** True while a signal ends this machine: what fails now fails because of it, and is not told. */
    static boolean endsBySignal() {
        return shuttingDown;
    }

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

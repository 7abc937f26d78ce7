package io.jaildeps.tracer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.Pid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SleepersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "import time; time.sleep(300)",
                "import select; select.poll().poll(300000)",
                "import select; select.select([], [], [], 300)",
                "import select; select.epoll().poll(300)",
                "import threading; threading.Event().wait(300)",
                "import signal; signal.sigtimedwait([signal.SIGUSR1], 300)",
            })
    void whoWaitsForAFixedTimeGoesOnByItself(String program) throws Exception {
        assertTrue(isSaid(true, program));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import sys; sys.stdin.read()",
                "import select; select.poll().poll()",
                "import select; select.epoll().poll()",
                "import signal; signal.pause()",
                "import threading; threading.Event().wait()",
                "import os; (lambda r, w: os.read(r, 1))(*os.pipe())",
            })
    void whoWaitsForSomebodyElseDoesNot(String program) throws Exception {
        assertTrue(isSaid(false, program));
    }

    @Test
    void whatIsGoneIsNotAsleep() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        assertTrue(Sleepers.any(List.of(new Pid((int) ended.pid()))));
        assertFalse(Sleepers.any(List.of()));
    }

    /** Whether the same is said of a program again and again once it sleeps; before that it is running. */
    private static boolean isSaid(boolean expected, String program) throws IOException, InterruptedException {
        Needed.tool("python3");
        Process process = new ProcessBuilder("python3", "-c", program).start();
        try {
            Pid pid = new Pid((int) process.pid());
            int inARow = 0;
            for (int i = 0; i < 1000 && inARow < 20; i++) {
                TimeUnit.MILLISECONDS.sleep(10);
                boolean asleep = ProcessTree.read(Path.of("/proc/" + pid + "/stat"))
                        .filter(stat -> stat.charAt(stat.lastIndexOf(')') + 2) == 'S')
                        .isPresent();
                inARow = asleep && Sleepers.any(List.of(pid)) == expected ? inARow + 1 : 0;
            }
            return inARow == 20;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}

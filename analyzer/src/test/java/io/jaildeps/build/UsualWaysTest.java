package io.jaildeps.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jaildeps.access.AccessReader;
import io.jaildeps.access.Accesses;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.any.Detected;
import io.jaildeps.trace.any.Parsers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsualWaysTest {
    /** Of paths that are read, absent (with a minus) or made (with a plus). */
    private static Accesses run(String paths) throws IOException {
        StringBuilder trace = new StringBuilder("7 execve(\"/bin/x\", [\"x\"], 0x7ffe /* 1 var */) = 0\n");
        for (String path : paths.trim().split(" ")) {
            trace.append(
                    path.startsWith("-")
                            ? "7 openat(AT_FDCWD, \"" + path.substring(1)
                                    + "\", O_RDONLY) = -1 ENOENT (No such file or directory)\n"
                            : path.startsWith("+")
                                    ? "7 openat(AT_FDCWD, \"" + path.substring(1)
                                            + "\", O_RDWR|O_CREAT|O_EXCL, 0600) = 3\n"
                                    : "7 openat(AT_FDCWD, \"" + path + "\", O_RDONLY) = 3\n");
        }
        Accesses accesses = new Accesses();
        AccessReader reader = new AccessReader(TraceSystem.LINUX, JailPath.ROOT, "/", accesses);
        Detected strace = new Detected(TraceFormat.STRACE, TraceSystem.LINUX, Detected.Lack.NOTHING);
        Parsers.of(strace, AccessReader.filter(TraceSystem.LINUX))
                .parse(new ByteArrayInputStream(trace.toString().getBytes(StandardCharsets.ISO_8859_1)), reader);
        reader.finish();
        return accesses;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/a /etc/b           | /etc/a /etc/b   | /etc/a /etc/b            | true",
                "/etc/a /etc/b           | /etc/a /etc/b   | /etc/a -/etc/b           | true",
                "/etc/a /etc/b           | /etc/a /etc/b   | /etc/a                   | true",
                "/etc/cache              | /etc/cache      | -/etc/cache -/etc/list   | false",
                "/etc/cache              | /etc/cache      | -/etc/cache /etc/list    | false",
                "/p/x.pyc                | /p/x.pyc        | +/p/x.pyc                | false",
                "/etc/a                  | /etc/a          | /etc/a +/var/made        | false",
                "/etc/a /proc/7/stat     | /etc/a          | /etc/a /proc/12/stat     | true",
                "/etc/a +/tmp/qX         | /etc/a +/tmp/bY | /etc/a +/tmp/cZ          | true",
                "/etc/a +/tmp/qX         | /etc/a +/tmp/bY | /etc/a /etc/c            | false",
            })
    void another_way_is_told_from_chance(String one, String other, String third, boolean usual) throws IOException {
        assertEquals(usual, new UsualWays(run(one), run(other)).areAllOf(run(third)));
    }
}

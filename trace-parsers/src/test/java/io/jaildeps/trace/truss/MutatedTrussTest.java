package io.jaildeps.trace.truss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.jaildeps.trace.LineSource;
import io.jaildeps.trace.Reading;
import io.jaildeps.trace.TraceEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, nothing is thrown and every line is accounted for. */
class MutatedTrussTest {
    private static final List<String> LINES = List.of(
            "  472 100125: 0.000000123 openat(AT_FDCWD,\"/tmp/a \"b\", c\",O_RDONLY|O_CLOEXEC,00)\t = 3 (0x3)",
            "rename(\"/a\",\"/b\")\t\t\t ERR#2 'No such file or directory'",
            "read(3,\"\\^?ELF\\M-i\\M^A\\0\\n\"...,1024) = 64 (0x40)",
            "sendmsg(3,{{ AF_UNIX \"/run/x\" },106,[{\"hello\",5}],1,{},0,0},0) = 5 (0x5)",
            "execve(\"/bin/ls\",[ \"ls\", \"-l\" ],[ \"A=1\" ]) = 0 (0x0)",
            "statfs(\"/\",{ fstypename=ufs,mntonname=/,mntfromname=/dev/ada0p2,fsid=0a }) = 0 (0x0)",
            "  472: SIGNAL 20 (SIGCHLD) code=CLD_EXITED pid=473 uid=0 status=0",
            "process killed, signal = 11 (core dumped)",
            "syscall readlink(\"/etc/malloc.conf\",0xbfbff6b4,63)",
            "\terrno 2 'No such file or directory'",
            "syscall                     seconds   calls  errors",
            "exit(0x0)\t\t\t\t\t",
            "stat(\"/tmp/a",
            "b\",{ mode=-rw-r--r-- ,inode=1,size=2,blksize=3 }) = 0 (0x0)",
            "6428/1:\t 0.0049\txstat(2, \"/usr/bin/ls\", 0x08047AE8)\t= 0",
            "6428:\tgetpid()\t\t\t\t\t= 6428 [6427]",
            "6428:\topen(\"/x\\x0a\\\"\", O_RDONLY)\t\tErr#13 EACCES [file_dac_read]",
            "6430:\tvfork()\t\t(returning as child ...)\t= 6428",
            "6428:\tvfork()\t\t\t\t\t= 6430",
            "6428:\tconnect(3, 0xFFBFF0B8, 110, SOV_DEFAULT)\tErr#2 ENOENT",
            "6428:\t\tAF_UNIX  name = /var/run/x",
            "6428:\topen(0x08047D00, 0x00000000)\t= 0x00000003",
            "6428:\t     0x08047D00: \"/usr/lib/libc.so.1\"",
            "6428:\tread(0, 0xFEF80000, 1024)\t(sleeping...)",
            "6428:\t    Received signal #18, SIGCLD [caught]",
            "56361298: 83624347: execve(\"./x\", 0x2FF22B84, 0x20016D28)    argc: 1",
            "thread_init(0x0000000000000000, 0x00000000D050F6A0) =",
            "write(1, \" S u n O S\\n\", 6)                     = 6",
            "_exit(69)",
            "[4211]{5017}<0.1> open(\"/x\\012\", O_RDONLY|0x800, 0) ......... ERR#2 ENOENT",
            "execve(\"/usr/bin/ls\", 0x7f7f0680, 0x7f7f0688) .... = 0 [32-bit]",
            "exit(3) .............................. WIFEXITED(3)",
            "Password: 6428:\topen(\"/etc/x\", O_RDONLY)\t= 3",
            "Hello, world");

    @Test
    void aLineMayBeCutAtAnyByte() {
        for (String line : LINES) {
            StringBuilder trace = new StringBuilder();
            for (int end = 0; end <= line.length(); end++) {
                trace.append(line, 0, end).append('\n');
                trace.append(line, end, line.length()).append("\nclose(3) = 0 (0x0)\n");
            }
            TrussFuzz.all(trace.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void anyByteMayBeAnother(long seed) {
        Random random = new Random(seed);
        byte[] trace = (String.join("\n", LINES) + "\n").repeat(20).getBytes(StandardCharsets.ISO_8859_1);
        for (int thousandth : new int[] {1, 10, 50, 200}) {
            byte[] flipped = trace.clone();
            for (int i = 0; i < flipped.length * thousandth / 1000; i++) {
                flipped[random.nextInt(flipped.length)] = (byte) interesting(random);
            }
            TrussFuzz.all(flipped);
        }
    }

    private static int interesting(Random random) {
        String special = "<>()[]{}\"\\,=\n\t /*-+?~@'0x:.%|#E";
        return random.nextBoolean() ? special.charAt(random.nextInt(special.length())) : random.nextInt(256);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void linesMayBeLostRepeatedAndOutOfOrder(long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lines.addAll(LINES);
            Collections.shuffle(lines, random);
        }
        TrussFuzz.all(String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesWithoutAnyMeaningAreReadToo(long seed) {
        Random random = new Random(seed);
        byte[] noise = new byte[1 << 16];
        random.nextBytes(noise);
        TrussFuzz.all(noise);
        ByteArrayOutputStream brackets = new ByteArrayOutputStream();
        for (int i = 0; i < 1 << 16; i++) {
            brackets.write(i % 3 == 0 ? 'a' : interesting(random));
        }
        TrussFuzz.all(brackets.toByteArray());
    }

    /** A time that grows with the square of a line's length would be minutes here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"", "\",", "\",\"", "\\\"", "(", "open(\"", "{ AF_UNIX \"", "[ \"", "\" ],[ \"", ",", "= ", ") = ",
                ") = 3 (0x3)", "ERR#2 '", " ERR#2 ", "472: ", "1/", "0.1 ", "[1]", "{1}", "<1>", "..", ". ", "0x1",
                "'", " ", "\t", "write(", "] [", "(sleeping...)", "\\x0a", "AF_UNIX  name = "
            })
    void aHostileLineTakesNoLongerThanItsLength(String part) {
        String line = part.repeat((1 << 17) / part.length());
        String trace = String.join(
                        "\n",
                        "open(\"" + line + "\",O_RDONLY,00) = 3 (0x3)",
                        "rename(\"" + line + "\",\"b\") = 0 (0x0)",
                        "extattrctl(\"" + line + "\",0x0,\"b\",0x0,\"c\") = 0 (0x0)",
                        "sendto(3,\"" + line + "\",1,0,{ AF_UNIX \"" + line + "\" },106) = 0 (0x0)",
                        "execve(\"" + line + "\",[ \"" + line + "\" ],[ \"" + line + "\" ]) = 0 (0x0)",
                        "unknown(" + line + ") = 0 (0x0)",
                        "1:\topen(\"" + line + "\", O_RDONLY)\t= 3",
                        "1:\tread(3, \"" + line + "\".., 3)\t= 3",
                        "open(\"" + line + "\", O_RDONLY) ......... ERR#2 ENOENT",
                        line,
                        "open(\"" + line,
                        "")
                + ("open(\"" + part + "\n").repeat(1_000)
                + ("stat(\"x\n" + part + "\n").repeat(1_000);
        byte[] bytes = trace.getBytes(StandardCharsets.ISO_8859_1);
        assertTimeout(Duration.ofSeconds(60), () -> TrussFuzz.all(bytes));
    }

    @Test
    void aLineThatIsTooLongIsNotKept() {
        String line = "open(\"" + "x".repeat(3 * LineSource.LONGEST) + "\",O_RDONLY,00) = 3 (0x3)";
        Reading reading = Read.freebsd(line, "close(3) = 0 (0x0)");
        assertEquals(1, reading.unparsed().size());
        assertEquals(1, reading.calls().size());
    }

    @Test
    void aLiveTracesLineIsThereAsSoonAsItsNewline() throws IOException {
        List<TraceEvent> events = new ArrayList<>();
        byte[] trace = "open(\"/a\",O_RDONLY,00) = 3 (0x3)\nclose(3) = 0 (0x0)\n".getBytes(StandardCharsets.ISO_8859_1);
        new FreebsdTrussParser(Reading.ALL)
                .parse(
                        new InputStream() {
                            private int next;

                            @Override
                            public int read() {
                                return next < trace.length ? trace[next++] : -1;
                            }

                            @Override
                            public int read(byte[] b, int from, int length) {
                                if (next == trace.length) {
                                    return -1;
                                }
                                assertEquals(next >= 33 ? 1 : 0, events.size());
                                b[from] = trace[next++];
                                return 1;
                            }
                        },
                        events::add);
        assertEquals(2, events.size());
    }
}

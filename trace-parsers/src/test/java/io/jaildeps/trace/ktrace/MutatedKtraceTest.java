package io.jaildeps.trace.ktrace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.trace.ParseSummary;
import io.jaildeps.trace.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are, nothing is thrown and what is not read is said. */
class MutatedKtraceTest {
    private static final int SOME = 400;

    private static byte[] binary(Writer.Header header, Machine machine) {
        Writer writer = new Writer(header, machine, false);
        for (int i = 0; i < 20; i++) {
            writer.as(100 + i % 3, i % 4)
                    .call(59, 1, 2, 3)
                    .lookedUp("/bin/sh")
                    .raw(10, "sh\0-c\0")
                    .returned(59, i % 2 == 0 ? -2 : 2, 0)
                    .call(98, 3, 1, 106)
                    .raw(8, "sockaddr\0\20\1/run/log\0")
                    .returned(98, 0, 0)
                    .data("some data")
                    .signal(20, 1);
        }
        return writer.call(1, 0).bytes();
    }

    private static byte[] text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("   81")
                    .append(i % 10)
                    .append(" 100123 ls       1416618521.123456 CALL  open(0x1,0x10000<O_RDONLY|O_CLOEXEC>)\n")
                    .append(" 26458/1234567  ls       NAMI  \"/tmp/a \\\n\tname\"\n")
                    .append("   810 ls       GIO   fd 1 wrote 4 bytes\n       \"BSD\n       \"\n")
                    .append("   810 ls       STRU  struct sockaddr { AF_UNIX, /run/x }\n")
                    .append("   810 ls       ARGS  \n\t[0] = \"sh\"\n\t[1] = \"-c\"\n")
                    .append("   810 ls       PSIG  SIGSEGV SIG_DFL code=1\n")
                    .append("   106      1 rc       EMUL  \"netbsd\"\n")
                    .append("   81")
                    .append(i % 10)
                    .append(" 100123 ls       1416618521.123456 RET   open -1 errno 2 No such file or directory\n");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] mutated(byte[] good, Random random, int changes) {
        byte[] bytes = good.clone();
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) interesting(random);
        }
        return bytes;
    }

    private static int interesting(Random random) {
        String special = "\0\1\2\3\4\10\20\177\200\377\"\\\n\t ()<>[]/:";
        return random.nextBoolean() ? special.charAt(random.nextInt(special.length())) : random.nextInt(256);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void anyByteOfAFileMayBeAnother(long seed) {
        Random random = new Random(seed);
        for (Writer.Header header : Writer.Header.values()) {
            for (Machine machine : Machine.ALL) {
                byte[] good = binary(header, machine);
                for (int changes : new int[] {1, 3, 30}) {
                    check(Read.binary(mutated(good, random, changes)));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13})
    void anyByteOfATextMayBeAnother(long seed) {
        Random random = new Random(seed);
        byte[] good = text();
        for (int changes = 1; changes < SOME; changes += 7) {
            byte[] bytes = mutated(good, random, changes);
            Reading reading = Read.text(bytes);
            check(reading);
            long newlines = 0;
            for (byte b : bytes) {
                newlines += b == '\n' ? 1 : 0;
            }
            boolean open = bytes[bytes.length - 1] != '\n';
            assertEquals(newlines + (open ? 1 : 0), reading.summary().lines());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesWithoutAnyMeaningAreReadToo(long seed) {
        Random random = new Random(seed);
        byte[] noise = new byte[1 << 17];
        random.nextBytes(noise);
        check(Read.binary(noise));
        check(Read.text(noise));
        check(Read.binary(Writer.join(binary(Writer.Header.FREEBSD_0, Machine.ALL.get(0)), noise)));
    }

    /** A time that grows with the square of a record's length would be minutes here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "<",
                "'",
                ",",
                "\"",
                "\\",
                "\"\\",
                " ",
                "1 ",
                "1.5 ",
                "CALL ",
                "RET  ",
                "[0] = \"",
                "AF_UNIX, ",
                "}",
                "a: ",
                ":1",
                "M-",
                "\\\n",
                "\n\t",
                "\", \"",
                "-",
                "x 1 CALL x\n",
                "~0"
            })
    void aHostileLineTakesNoLongerThanItsLength(String part) {
        String line = part.repeat((1 << 19) / part.length());
        StringBuilder trace = new StringBuilder();
        for (String front : List.of(
                "CALL  open(",
                "RET   open ",
                "NAMI  \"",
                "ARGS  ",
                "ARG   \"",
                "STRU  struct sockaddr { AF_UNIX, ",
                "MISC  mbsoname: [/",
                "PSIG  ",
                "EMUL  ",
                "GIO   ")) {
            trace.append("   817 ls       ").append(front).append(line).append(")\n");
        }
        trace.append("   817 ").append(line).append("\n").append(line);
        byte[] bytes = trace.toString().getBytes(StandardCharsets.ISO_8859_1);
        assertTimeout(Duration.ofSeconds(60), () -> check(Read.text(bytes)));
        String vis = trace.insert(0, " 26458 ls       EMUL  \"native\"\n").toString();
        assertTimeout(Duration.ofSeconds(60), () -> check(Read.text(vis.getBytes(StandardCharsets.ISO_8859_1))));
    }

    private static void check(Reading reading) {
        ParseSummary summary = reading.summary();
        assertEquals(reading.calls().size(), summary.calls());
        assertEquals(reading.unparsed().size(), summary.unparsed());
        assertEquals(0, summary.skipped());
        assertTrue(reading.events().stream().allMatch(event -> event.line() >= 1 && event.line() <= summary.lines()));
    }
}

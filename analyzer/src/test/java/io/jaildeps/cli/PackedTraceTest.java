package io.jaildeps.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jaildeps.fixtures.Recorded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class PackedTraceTest {
    private static final Path TRACES = Recorded.fixture("traces/own-strace61");

    @TempDir
    private Path work;

    private static byte[] pack(String packer, byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                packer.equals("gz") ? new GZIPOutputStream(packed) : new XZOutputStream(packed, new LZMA2Options(0))) {
            out.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] trace() throws IOException {
        return Files.readAllBytes(TRACES.resolve("f.txt"));
    }

    private static String input(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz"})
    void a_packed_trace_is_read_like_a_plain_one_also_from_standard_input(String packer) throws IOException {
        String plain = Typed.run("parse", "--events", TRACES.resolve("f.txt")).out();
        byte[] packed = pack(packer, trace());
        // whatever it is called
        Path file = Files.write(work.resolve("trace"), packed);
        assertTrue(plain.lines().count() > 100);
        assertEquals(plain, Typed.run("parse", "--events", file).out());
        assertEquals(
                plain, Typed.withInput(input(packed), "parse", "--events", "-").out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz"})
    void the_members_of_a_set_may_be_packed(String packer) throws IOException {
        String plain = Typed.run("parse", "--events", TRACES.resolve("ff.out")).out();
        try (Stream<Path> files = Files.list(TRACES)) {
            for (Path file : files.filter(f -> f.getFileName().toString().startsWith("ff.out."))
                    .toList()) {
                Files.write(work.resolve(file.getFileName() + "." + packer), pack(packer, Files.readAllBytes(file)));
            }
        }
        assertEquals(
                plain, Typed.run("parse", "--events", work.resolve("ff.out")).out());
        try (Stream<Path> files = Files.list(work)) {
            Object[] words = Stream.concat(Stream.of("parse", "--events"), files.sorted())
                    .toArray();
            assertEquals(plain, Typed.run(words).out());
        }
    }

    /** Also if the pipe has nothing to read yet when the first member ends. */
    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz"})
    void a_file_may_have_several_members(String packer) throws IOException {
        byte[] one = pack(packer, "one\n".getBytes(StandardCharsets.US_ASCII));
        byte[] two = pack(packer, "two\n".getBytes(StandardCharsets.US_ASCII));
        InputStream slow = new SequenceInputStream(new Unhurried(one), new Unhurried(two));
        assertEquals("one\ntwo\n", new String(Unpacked.of(slow).readAllBytes(), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz"})
    void of_a_file_that_ends_too_early_is_told_what_was_read_and_that_it_does(String packer) throws IOException {
        // xz gives nothing of a chunk that is not whole
        StringBuilder trace = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 8000; i++) {
            trace.append("12 open(\"/").append(Long.toHexString(random.nextLong()));
            trace.append(Long.toHexString(random.nextLong())).append("\", O_RDONLY) = 3\n");
        }
        String plain =
                Typed.withInput(trace.toString(), "parse", "--events", "-").out();
        byte[] packed = pack(packer, trace.toString().getBytes(StandardCharsets.US_ASCII));
        Path file = Files.write(work.resolve("cut"), Arrays.copyOf(packed, packed.length * 2 / 3));
        Typed typed = Typed.run("parse", "--events", file);
        assertEquals(ExitStatus.BAD_INPUT, typed.status());
        assertTrue(
                typed.err().startsWith("jaildeps: cannot read " + file + ": the packed data ends too early, after "),
                typed.words());
        assertEquals(1, typed.err().lines().count(), typed.words());
        List<String> lines = typed.out().lines().toList();
        assertTrue(lines.size() > 1000 && plain.startsWith(String.join("\n", lines.subList(0, 1000))), typed.words());
        Typed manifest = Typed.run("parse", "-o", work.resolve("m.json"), file);
        assertEquals(ExitStatus.BAD_INPUT, manifest.status());
        assertTrue(Files.notExists(work.resolve("m.json")));
    }

    @Test
    void of_a_damaged_set_the_file_is_named() throws IOException {
        byte[] packed = pack("gz", trace());
        Files.write(work.resolve("t.12.gz"), packed);
        Files.write(work.resolve("t.13.gz"), Arrays.copyOf(packed, packed.length / 2));
        Typed typed = Typed.run("parse", "--events", work.resolve("t"));
        assertEquals(ExitStatus.BAD_INPUT, typed.status());
        assertTrue(
                typed.err()
                        .startsWith("jaildeps: cannot read " + work.resolve("t.13.gz")
                                + ": the packed data ends too early"),
                typed.words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz"})
    void any_byte_may_be_another_and_it_is_either_read_or_refused(String packer) throws IOException {
        byte[] plain = "12 close(3) = 0\n".repeat(50).getBytes(StandardCharsets.US_ASCII);
        byte[] packed = pack(packer, plain);
        int refused = 0;
        for (int i = 0; i < packed.length; i++) {
            byte[] changed = packed.clone();
            changed[i] ^= 0x55;
            try {
                byte[] read = Unpacked.of(new ByteArrayInputStream(changed)).readAllBytes();
                // a time or a name in the header, or no magic number any more
                boolean isHeader = i < 10;
                assertTrue(isHeader && (Arrays.equals(plain, read) || Arrays.equals(changed, read)), "byte " + i);
            } catch (IOException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("the packed data "), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > packed.length - 10);
    }

    @Test
    void garbage_behind_the_packed_data_is_an_error() throws IOException {
        byte[] plain = "12 close(3) = 0\n".getBytes(StandardCharsets.US_ASCII);
        byte[] packed = pack("gz", plain);
        for (int length : new int[] {1, 9, 10, 30, 100_000}) {
            byte[] longer = Arrays.copyOf(packed, packed.length + length);
            Arrays.fill(longer, packed.length, longer.length, (byte) 'x');
            InputStream in = Unpacked.of(new ByteArrayInputStream(longer));
            assertArrayEquals(plain, in.readNBytes(plain.length));
            assertThrows(IOException.class, in::read, "of " + length);
        }
    }

    /** Gives what it has, one byte at a time, and never says that there is more. */
    private static final class Unhurried extends InputStream {
        private final InputStream in;

        Unhurried(byte[] bytes) {
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return in.read(b, off, Math.min(len, 1));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}

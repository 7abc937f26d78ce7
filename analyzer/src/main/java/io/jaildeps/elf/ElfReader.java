package io.jaildeps.elf;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file as ELF by its program headers, elf(5): a few pages of it, whatever its size. The bytes may be hostile:
 * what they say is checked, counted and never executed.
 */
public final class ElfReader {
    /** The kernel takes no longer interpreter name, PATH_MAX. */
    private static final int MAX_INTERPRETER = 4096;

    private ElfReader() {}

    /**
     * @param path opened as it is, following links: whoever asks has resolved it below the root that he means
     * @throws IOException if the file can not be opened or read; what stands in it is never the reason
     */
    public static ElfReading read(HostPath path) throws IOException {
        return read(path.toPath());
    }

    static ElfReading read(Path path) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class).isRegularFile()) {
            // Opening a FIFO or a device would block or do something.
            return new ElfReading.NotElf("not a regular file");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return read(new ElfBytes(channel));
        } catch (BadElf bad) {
            return bad.broken();
        }
    }

    static ElfReading read(ElfBytes file) throws IOException, BadElf {
        if (file.size() < 4 || file.i32(0) != 0x7f454c46) {
            return new ElfReading.NotElf(file.size() == 0 ? "empty" : "no ELF magic");
        }
        boolean is64 = oneOf(file, 4, "class") == 2;
        boolean bigEndian = oneOf(file, 5, "data encoding") == 2;
        if (file.u8(6) != 1) {
            throw new BadElf("version " + file.u8(6), 6);
        }
        file.order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        file.check(0, is64 ? 64 : 52);
        Abi abi = new Abi(is64, bigEndian, file.u16(18), file.i32(is64 ? 48 : 36));
        List<Segment> segments = Segment.all(file, is64);
        return new ElfFile(
                abi,
                file.u16(16),
                file.u8(7),
                interpreter(file, segments),
                dynamic(file, is64, segments),
                DlopenNotes.read(file, segments));
    }

    private static int oneOf(ElfBytes file, int offset, String what) throws IOException, BadElf {
        int value = file.u8(offset);
        if (value != 1 && value != 2) {
            throw new BadElf("unknown " + what + " " + value, offset);
        }
        return value;
    }

    private static Optional<String> interpreter(ElfBytes file, List<Segment> segments) throws IOException, BadElf {
        Optional<Segment> header = first(segments, Segment.INTERP);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        Segment segment = header.get();
        file.check(segment.offset(), segment.fileSize());
        String name = file.string(segment.offset(), segment.offset() + segment.fileSize(), MAX_INTERPRETER);
        if (name.isEmpty()) {
            throw new BadElf("the interpreter's name is empty", segment.offset());
        }
        return Optional.of(name);
    }

    private static Optional<DynamicSection> dynamic(ElfBytes file, boolean is64, List<Segment> segments)
            throws IOException, BadElf {
        Optional<Segment> header = first(segments, Segment.DYNAMIC);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DynamicReader(file, is64, segments).read(header.get()));
    }

    private static Optional<Segment> first(List<Segment> segments, long type) {
        return segments.stream().filter(segment -> segment.type() == type).findFirst();
    }
}

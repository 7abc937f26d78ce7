package io.jaildeps.elf;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of some names are compiled into a program: found as NUL-terminated strings in what PT_LOAD brings into memory, in
 * one pass over the file and in memory that does not grow with it.
 *
 * @param whole names that stand as a string of their own
 * @param tails names that only end a longer string. A linker lets {@code "sshd"} share the bytes of
 *     {@code "/usr/sbin/sshd"} (ld(1), merged strings), so it may be meant; more often it is chance
 */
public record StringScan(Set<String> whole, Set<String> tails) {
    private static final int BLOCK = 1 << 16;

    public StringScan {
        whole = Set.copyOf(whole);
        tails = Set.copyOf(tails);
    }

    /**
     * @param names one char per byte, none empty
     * @return nothing found, if the file is not ELF or breaks the format
     * @throws IOException if the file can not be read
     */
    public static StringScan of(HostPath path, Collection<String> names) throws IOException {
        Scanner scanner = new Scanner(names);
        if (Files.isRegularFile(path.toPath())) {
            try (FileChannel channel = FileChannel.open(path.toPath(), StandardOpenOption.READ)) {
                scan(channel, scanner);
            } catch (BadElf notScanned) {
                return new StringScan(scanner.whole, scanner.tails());
            }
        }
        return new StringScan(scanner.whole, scanner.tails());
    }

    private static void scan(FileChannel channel, Scanner scanner) throws IOException, BadElf {
        ElfBytes file = new ElfBytes(channel);
        if (file.size() < 16 || file.i32(0) != 0x7f454c46) {
            return;
        }
        file.order(file.u8(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        List<Segment> segments = Segment.all(file, file.u8(4) == 2).stream()
                .filter(segment -> segment.type() == Segment.LOAD)
                .sorted((a, b) -> Long.compare(a.offset(), b.offset()))
                .toList();
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        long done = 0;
        for (Segment segment : segments) {
            file.check(segment.offset(), segment.fileSize());
            // Overlapping segments are read once: a file can claim its bytes a thousand times over.
            long at = Math.max(segment.offset(), done);
            long end = segment.offset() + segment.fileSize();
            if (at > done) {
                scanner.restart();
            }
            while (at < end) {
                block.clear().limit((int) Math.min(BLOCK, end - at));
                int read = channel.read(block, at);
                if (read <= 0) {
                    return;
                }
                scanner.take(block.array(), read);
                at += read;
            }
            done = Math.max(done, end);
        }
    }

    /** Keeps the last bytes seen, as many as the longest name has, and looks at them whenever a NUL comes. */
    private static final class Scanner {
        private final Set<String> names = new HashSet<>();
        private final int[] lengths;
        private final boolean[] endsName = new boolean[256];
        private final byte[] recent;
        private int position;
        private long run;
        final Set<String> whole = new TreeSet<>();
        private final Set<String> ends = new TreeSet<>();

        Scanner(Collection<String> wanted) {
            for (String name : wanted) {
                if (!name.isEmpty()) {
                    names.add(name);
                    endsName[name.charAt(name.length() - 1) & 0xff] = true;
                }
            }
            lengths = names.stream().mapToInt(String::length).distinct().toArray();
            recent = new byte[names.stream().mapToInt(String::length).max().orElse(1)];
        }

        void restart() {
            run = 0;
        }

        void take(byte[] bytes, int count) {
            for (int i = 0; i < count; i++) {
                byte b = bytes[i];
                if (b != 0) {
                    recent[position] = b;
                    position = position + 1 == recent.length ? 0 : position + 1;
                    run++;
                } else if (run > 0) {
                    ended();
                    run = 0;
                }
            }
        }

        private void ended() {
            int last = position == 0 ? recent.length - 1 : position - 1;
            if (!endsName[recent[last] & 0xff]) {
                return;
            }
            for (int length : lengths) {
                if (length <= run) {
                    String text = tail(length);
                    if (names.contains(text)) {
                        (length == run ? whole : ends).add(text);
                    }
                }
            }
        }

        private String tail(int length) {
            byte[] text = new byte[length];
            for (int i = 0; i < length; i++) {
                text[i] = recent[(position - length + i + recent.length) % recent.length];
            }
            return new String(text, StandardCharsets.ISO_8859_1);
        }

        Set<String> tails() {
            Set<String> only = new TreeSet<>(ends);
            only.removeAll(whole);
            return only;
        }
    }
}

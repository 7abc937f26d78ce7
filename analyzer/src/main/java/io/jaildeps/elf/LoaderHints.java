package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories that ldconfig(8) of FreeBSD and DragonFly wrote down: {@code /var/run/ld-elf.so.hints}, elf-hints.h.
 *
 * @param directories in search order, absolute, one char per byte
 */
record LoaderHints(JailPath file, List<String> directories) {
    private static final int MAGIC = 0x746e6845;
    private static final int HEADER = 24;
    private static final int MAX_BYTES = 1 << 16;

    LoaderHints {
        directories = List.copyOf(directories);
    }

    /** Reads the file; one that is absent or garbled names no directories, and the loader goes on without it. */
    static LoaderHints of(JailPath file, Sysroot sysroot) throws IOException {
        byte[] bytes = sysroot.text(file.bytes(), MAX_BYTES).getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < HEADER) {
            return new LoaderHints(file, List.of());
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != MAGIC) {
            header.order(ByteOrder.BIG_ENDIAN);
        }
        // magic, version, offset and size of the strings, offset of the list among them, its length
        long start = unsigned(header, 8) + unsigned(header, 16);
        long end = start + unsigned(header, 20);
        if (header.getInt(0) != MAGIC || header.getInt(4) != 1 || end > bytes.length) {
            return new LoaderHints(file, List.of());
        }
        List<String> directories = new ArrayList<>();
        String list = new String(bytes, (int) start, (int) (end - start), StandardCharsets.ISO_8859_1);
        for (String directory : list.split(":")) {
            if (directory.startsWith("/") && directory.indexOf(0) < 0) {
                directories.add(directory);
            }
        }
        return new LoaderHints(file, directories);
    }

    private static long unsigned(ByteBuffer header, int offset) {
        return header.getInt(offset) & 0xffffffffL;
    }
}

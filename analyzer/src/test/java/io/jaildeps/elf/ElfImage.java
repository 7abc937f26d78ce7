package io.jaildeps.elf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the smallest ELF files that say what a test wants them to say. They can be read, not run. */
final class ElfImage {
    private static final int BASE = 0x10000;

    private final Abi abi;
    private int type = ElfFile.DYN;
    private String interpreter = "";
    private final List<Object[]> strings = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();
    private final List<long[]> values = new ArrayList<>();
    private long flags1;
    private byte[] note = {};
    private String data = "";

    /** @param bytes one per char */
    private record Section(long tag, String bytes) {}

    private ElfImage(Abi abi) {
        this.abi = abi;
    }

    static ElfImage x86() {
        return of(true, false, Abi.EM_X86_64);
    }

    static ElfImage of(boolean is64, boolean bigEndian, int machine) {
        return new ElfImage(new Abi(is64, bigEndian, machine, 0));
    }

    ElfImage type(int newType) {
        type = newType;
        return this;
    }

    ElfImage interpreter(String path) {
        interpreter = path;
        return this;
    }

    ElfImage needed(String name) {
        return string(1, name);
    }

    ElfImage soname(String name) {
        return string(14, name);
    }

    ElfImage rpath(String path) {
        return string(15, path);
    }

    ElfImage runpath(String path) {
        return string(29, path);
    }

    ElfImage string(int tag, String text) {
        strings.add(new Object[] {tag, text});
        return this;
    }

    ElfImage flags1(long flags) {
        flags1 = flags;
        return this;
    }

    /** Bytes whose address is the value of this dynamic tag. */
    ElfImage section(long tag, byte[] bytes) {
        sections.add(new Section(tag, new String(bytes, StandardCharsets.ISO_8859_1)));
        return this;
    }

    /** A dynamic entry of a number. */
    ElfImage value(long tag, long value) {
        values.add(new long[] {tag, value});
        return this;
    }

    Abi abi() {
        return abi;
    }

    /** Text that is part of the only PT_LOAD. */
    ElfImage data(String text) {
        data = text;
        return this;
    }

    ElfImage dlopenNote(String json) {
        ByteBuffer buffer =
                ByteBuffer.allocate(16 + (json.length() + 4) / 4 * 4).order(order());
        buffer.putInt(4).putInt(json.length() + 1).putInt(0x407c0c0a);
        buffer.put(latin("FDO\0")).put(latin(json));
        note = buffer.array();
        return this;
    }

    ByteOrder order() {
        return abi.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        boolean wide = abi.is64();
        int header = wide ? 64 : 52;
        int segmentSize = wide ? 56 : 32;
        int segments = 2 + (interpreter.isEmpty() ? 0 : 1) + (note.length == 0 ? 0 : 1);
        int interpreterAt = header + segments * segmentSize;
        int noteAt = (interpreterAt + interpreter.length() + 1 + 3) & ~3;
        int dynamicAt = (noteAt + note.length + 7) & ~7;
        int entry = wide ? 16 : 8;
        int dynamicSize = (strings.size() + sections.size() + values.size() + 3) * entry;
        StringBuilder table = new StringBuilder("\0");
        int stringsAt = dynamicAt + dynamicSize;
        int[] offsets = new int[strings.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = table.length();
            table.append(strings.get(i)[1]).append('\0');
        }
        table.append(data).append('\0');
        int[] places = new int[sections.size()];
        int size = stringsAt + table.length();
        for (int i = 0; i < places.length; i++) {
            places[i] = (size + 7) & ~7;
            size = places[i] + sections.get(i).bytes().length();
        }
        ByteBuffer file = ByteBuffer.allocate(size).order(order());
        file.put(latin("\177ELF")).put((byte) (wide ? 2 : 1)).put((byte) (abi.bigEndian() ? 2 : 1));
        file.put((byte) 1).position(16);
        file.putShort((short) type).putShort((short) abi.machine()).putInt(1);
        word(file, 0);
        word(file, header);
        word(file, 0);
        file.putInt(abi.flags())
                .putShort((short) header)
                .putShort((short) segmentSize)
                .putShort((short) segments);
        file.position(header);
        segment(file, 1, 0, size);
        segment(file, 2, dynamicAt, dynamicSize);
        if (!interpreter.isEmpty()) {
            segment(file, 3, interpreterAt, interpreter.length() + 1);
        }
        if (note.length > 0) {
            segment(file, 4, noteAt, note.length);
        }
        file.position(interpreterAt);
        file.put(latin(interpreter)).position(noteAt);
        file.put(note).position(dynamicAt);
        for (int i = 0; i < offsets.length; i++) {
            word(file, (Integer) strings.get(i)[0]);
            word(file, offsets[i]);
        }
        word(file, 5);
        word(file, BASE + stringsAt);
        word(file, 0x6ffffffbL);
        word(file, flags1);
        for (int i = 0; i < places.length; i++) {
            word(file, sections.get(i).tag());
            word(file, BASE + places[i]);
        }
        for (long[] value : values) {
            word(file, value[0]);
            word(file, value[1]);
        }
        word(file, 0);
        word(file, 0);
        file.put(latin(table.toString()));
        for (int i = 0; i < places.length; i++) {
            file.position(places[i]);
            file.put(latin(sections.get(i).bytes()));
        }
        return file.array();
    }

    private void segment(ByteBuffer file, int kind, int offset, int size) {
        file.putInt(kind);
        if (abi.is64()) {
            file.putInt(4).putLong(offset).putLong(BASE + offset).putLong(BASE + offset);
            file.putLong(size).putLong(size).putLong(8);
        } else {
            file.putInt(offset).putInt(BASE + offset).putInt(BASE + offset);
            file.putInt(size).putInt(size).putInt(4).putInt(8);
        }
    }

    private void word(ByteBuffer file, long value) {
        if (abi.is64()) {
            file.putLong(value);
        } else {
            file.putInt((int) value);
        }
    }

    Path at(Path path) {
        try {
            Files.createDirectories(path.getParent());
            return Files.write(path, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.jaildeps.trace.ktrace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Lays out a C structure as the compilers of a machine do. A field is a type and perhaps its value: {@code i2}, {@code
 * i4}, {@code i8}, {@code long} and {@code char16}; {@code end} is the end of a structure inside.
 *
 * @param aligned the alignment of a 64-bit integer: 4 on i386, 8 elsewhere
 */
record Machine(String name, ByteOrder order, int word, int aligned) {
    static final List<Machine> ALL = List.of(
            new Machine("amd64", ByteOrder.LITTLE_ENDIAN, 8, 8),
            new Machine("i386", ByteOrder.LITTLE_ENDIAN, 4, 4),
            new Machine("arm", ByteOrder.LITTLE_ENDIAN, 4, 8),
            new Machine("sparc64", ByteOrder.BIG_ENDIAN, 8, 8),
            new Machine("powerpc", ByteOrder.BIG_ENDIAN, 4, 8));

    /** One number or text in a structure. */
    record Field(String type, long value, String text) {
        static Field of(String type, long value) {
            return new Field(type, value, "");
        }

        static Field text(String type, String text) {
            return new Field(type, 0, text);
        }
    }

    byte[] struct(List<Field> fields) {
        ByteBuffer out = ByteBuffer.allocate(4096).order(order);
        int most = 1;
        for (Field field : fields) {
            int size = size(field.type());
            boolean isText = field.type().startsWith("char");
            int align = isText ? 1 : Math.min(size, size == 8 ? (word == 8 ? 8 : aligned) : size);
            most = Math.max(most, align);
            while (out.position() % align != 0) {
                // the kernels do not clear the gaps
                out.put((byte) 0xa5);
            }
            if (field.type().equals("end")) {
                continue;
            }
            put(out, field, size, isText);
        }
        while (out.position() % most != 0) {
            out.put((byte) 0xa5);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void put(ByteBuffer out, Field field, int size, boolean isText) {
        if (isText) {
            byte[] text = (field.text() + "\0terminal, the one before it").getBytes(StandardCharsets.ISO_8859_1);
            out.put(text, 0, Math.min(size, text.length));
            out.put(new byte[size - Math.min(size, text.length)]);
        } else if (size == 2) {
            out.putShort((short) field.value());
        } else if (size == 4) {
            out.putInt((int) field.value());
        } else {
            out.putLong(field.value());
        }
    }

    private int size(String type) {
        return switch (type) {
            case "i2" -> 2;
            case "i4" -> 4;
            case "i8", "end" -> 8;
            case "long" -> word;
            default -> Integer.parseInt(type.substring("char".length()));
        };
    }
}

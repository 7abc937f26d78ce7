package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.ktrace.Machine.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a ktrace.out as the kernel of a system would: from the declarations in its sys/ktrace.h. */
final class Writer {
    /** A {@code struct ktr_header}: what is asked of it, in the order of its declaration. */
    enum Header {
        FREEBSD_0("len4 type2 pid comm20 timeval tid", TraceSystem.FREEBSD, 0),
        FREEBSD_1("len4 type2 version2 pid comm20 timespec tid cpu", TraceSystem.FREEBSD, 1),
        DRAGONFLY("len4 type2 flags2 pid tid4 comm17 timeval pointer", TraceSystem.DRAGONFLY, 0),
        NETBSD_0("len4 type2 pid comm17 timeval32 pointer", TraceSystem.NETBSD, 0),
        /** As kernels that know versions write it. */
        NETBSD_0_MARKED("len4 typeversion pid comm17 timeval32 pointer", TraceSystem.NETBSD, 0),
        NETBSD_1("len4 typeversion pid comm17 timeval32 lid4", TraceSystem.NETBSD, 1),
        NETBSD_2("len4 typeversion pid comm17 timespec64 lid4", TraceSystem.NETBSD, 2),
        NETBSD_3("len4 version2 type2 comm16 sec8 nsec4 pid lid4 pad4", TraceSystem.NETBSD, 3),
        OPENBSD_OLDEST("len4 type2 pid comm17 timeval pointer", TraceSystem.OPENBSD, 0),
        OPENBSD_OLD("lenlong pid comm17 type2 timeval pointer", TraceSystem.OPENBSD, 0),
        OPENBSD_17("type4 pid tid4 timespec64 comm17 lenlong", TraceSystem.OPENBSD, 1),
        OPENBSD_32("type4 pid tid4 timespec comm17 lenlong", TraceSystem.OPENBSD, 1),
        OPENBSD_24("type4 pid tid4 timespec64 comm24 lenlong", TraceSystem.OPENBSD, 1),
        MACOS("len4 type2 pid comm17 timeval pointer", TraceSystem.MACOS, 0);

        private final String fields;
        private final TraceSystem system;
        private final int version;

        Header(String fields, TraceSystem system, int version) {
            this.fields = fields;
            this.system = system;
            this.version = version;
        }

        TraceSystem system() {
            return system;
        }

        int version() {
            return version;
        }

        boolean hasThread() {
            return fields.contains("tid") || fields.contains("lid4");
        }
    }

    private static final int START = 0x4b545200;

    final Header header;
    final Machine machine;
    private final boolean time64;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pid = 4711;
    private long thread = 100_123;
    private int flags;

    /** @param time64 the time is 8 bytes long on a machine with registers of 4 */
    Writer(Header header, Machine machine, boolean time64) {
        this.header = header;
        this.machine = machine;
        this.time64 = time64;
        if (header.system() == TraceSystem.OPENBSD && header.version() == 1) {
            boolean big = machine.order() == java.nio.ByteOrder.BIG_ENDIAN;
            record(big ? START : Integer.reverseBytes(START), new byte[0], -1);
        }
    }

    /** Of FreeBSD on this machine, with the header of this version. */
    static Writer freeBsd() {
        return new Writer(Header.FREEBSD_0, Machine.ALL.get(0), false);
    }

    Writer as(int newPid, long newThread) {
        pid = newPid;
        thread = newThread;
        return this;
    }

    Writer afterLostEvents() {
        flags = 0x8000;
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    Writer call(int number, long... args) {
        List<Field> fields = new ArrayList<>();
        boolean counted = header.system() == TraceSystem.FREEBSD || header.system() == TraceSystem.DRAGONFLY;
        boolean mac = header.system() == TraceSystem.MACOS;
        int size = mac || header.version() == 3 ? 8 : machine.word();
        fields.add(Field.of(counted || mac ? "i2" : "i4", number));
        fields.add(Field.of(counted || mac ? "i2" : "i4", counted || mac ? args.length : (long) size * args.length));
        if (counted && args.length == 0 && machine.word() == 8) {
            // the kernel writes sizeof(struct ktr_syscall) less its one argument
            fields.add(Field.of("i4", 0));
        }
        for (long arg : args) {
            if (mac) {
                boolean big = machine.order() == java.nio.ByteOrder.BIG_ENDIAN;
                fields.add(Field.of("i4", big ? arg >> 32 : arg));
                fields.add(Field.of("i4", big ? arg : arg >> 32));
            } else {
                fields.add(Field.of(size == 8 ? "i8" : "i4", arg));
            }
        }
        return record(1, machine.struct(fields));
    }

    Writer returned(int number, int error, long value) {
        List<Field> fields = new ArrayList<>();
        if (header.system() == TraceSystem.OPENBSD && header.version() == 1) {
            fields.add(Field.of("i4", number));
            fields.add(Field.of("i4", error));
            if (error == 0) {
                fields.add(Field.of("long", value));
            }
            return record(2, machine.struct(fields));
        }
        fields.add(Field.of("i2", number));
        fields.add(Field.of("i2", 0));
        fields.add(Field.of("i4", error));
        fields.add(
                Field.of(header.system() == TraceSystem.OPENBSD ? "i4" : header.version() == 3 ? "i8" : "long", value));
        if (header.system() == TraceSystem.NETBSD && header.version() > 0) {
            fields.add(Field.of(header.version() == 3 ? "i8" : "long", 0));
        }
        return record(2, machine.struct(fields));
    }

    Writer lookedUp(String path) {
        return record(3, path.getBytes(StandardCharsets.ISO_8859_1));
    }

    Writer data(String data) {
        byte[] head = machine.struct(List.of(Field.of("i4", 3), Field.of("i4", 0)));
        return record(4, join(head, data.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** @param action 0 is SIG_DFL */
    Writer signal(int number, long action) {
        String third = header.version() == 3 ? "i8" : "long";
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of("i4", number));
        if (header.version() == 3) {
            fields.add(Field.of("i4", 0));
        }
        fields.add(Field.of(third, action));
        fields.add(Field.of("i4", 0));
        return record(5, machine.struct(fields));
    }

    Writer raw(int type, String data) {
        return record(type, data.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** FreeBSD's record of a new ABI. */
    Writer abi(int value) {
        return record(10, machine.struct(List.of(Field.of("i4", value))));
    }

    private Writer record(int type, byte[] data) {
        record(type, data, pid);
        return this;
    }

    private void record(int type, byte[] data, int ofPid) {
        List<Field> fields = new ArrayList<>();
        for (String name : header.fields.split(" ")) {
            field(fields, name, type, data.length, ofPid);
        }
        out.writeBytes(machine.struct(fields));
        out.writeBytes(data);
        flags = 0;
    }

    private void field(List<Field> fields, String name, int type, int length, int ofPid) {
        boolean little = machine.order() == java.nio.ByteOrder.LITTLE_ENDIAN;
        switch (name) {
            case "len4" -> fields.add(Field.of("i4", length));
            case "lenlong" -> fields.add(Field.of("long", length));
            case "type2" -> fields.add(Field.of("i2", type | flags | (header == Header.FREEBSD_1 ? 0x4000 : 0)));
            case "type4" -> fields.add(Field.of("i4", type));
            case "version2" -> fields.add(Field.of("i2", header.version()));
            case "typeversion" -> {
                fields.add(Field.of("i2", little ? type : header.version()));
                fields.add(Field.of("i2", little ? header.version() : type));
            }
            case "flags2" -> fields.add(Field.of("i2", 1));
            case "pid" -> fields.add(Field.of("i4", ofPid));
            case "tid4", "lid4", "cpu", "nsec4", "pad4" -> fields.add(Field.of("i4", name.equals("cpu") ? 1 : thread));
            case "tid" -> fields.add(Field.of("long", thread));
            case "pointer" -> fields.add(Field.of("long", 0xc2f3_4567L));
            case "sec8" -> fields.add(Field.of("i8", 1_416_618_521));
            case "timeval32" -> {
                fields.add(Field.of("i4", 1_416_618_521));
                fields.add(Field.of("long", 123_456));
            }
            case "timeval", "timespec" -> time(fields, time64);
            case "timespec64" -> time(fields, true);
            default -> fields.add(Field.text("char" + name.substring("comm".length()), ofPid < 0 ? "" : "ls"));
        }
    }

    private void time(List<Field> fields, boolean isLong) {
        if (isLong) {
            fields.add(Field.of("i8", 1_416_618_521));
            fields.add(Field.of("long", 123_456));
            fields.add(Field.of("end", 0));
        } else {
            fields.add(Field.of("long", 1_416_618_521));
            fields.add(Field.of("long", 123_456));
        }
    }

    static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}

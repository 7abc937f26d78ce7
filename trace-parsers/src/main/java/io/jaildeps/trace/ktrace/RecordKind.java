package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.TraceSystem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record tells. The types 1 to 6 are the same everywhere, later ones each system's own, see ktrace.h there. The
 * bounds keep a garbled length from being believed.
 */
enum RecordKind {
    /** CALL: number and arguments. */
    CALL(4, 1024),
    /** RET. */
    RETURN(8, 64),
    /** NAMI: a path that the kernel looked up. */
    PATH(0, 1 << 16),
    /** GIO: data read or written. */
    DATA(8, 1 << 26),
    /** PSIG. */
    SIGNAL(8, 1024),
    /** EMUL: the name of the ABI of the calls that follow. */
    EMULATION(0, 256),
    /** FreeBSD: begin of a process, with its ABI. */
    PROCESS_BEGAN(4, 64),
    /** FreeBSD: end of a process. */
    PROCESS_ENDED(0, 64),
    /** STRU: a structure with its name. */
    STRUCTURE(0, 1 << 20),
    /** Of utrace(2), and of NetBSD's kernel. */
    USER(0, 1 << 20),
    /** argv of an execve, its strings ended by NUL. */
    ARGUMENTS(0, 1 << 22),
    /** One string of argv. */
    ARGUMENT(0, 1 << 22),
    /** OpenBSD: begin of a trace. */
    START(0, 0),
    /** Known, and of no use here: switches, faults, environment, sysctl names. */
    OTHER(0, 1 << 22);

    private static final List<RecordKind> COMMON = List.of(CALL, RETURN, PATH, DATA, SIGNAL, OTHER);
    private static final RecordKind[] FREEBSD = {
        USER,
        STRUCTURE,
        OTHER,
        PROCESS_BEGAN,
        PROCESS_ENDED,
        OTHER,
        OTHER,
        OTHER,
        OTHER,
        ARGUMENTS,
        OTHER,
        OTHER,
        OTHER,
        OTHER,
        OTHER,
        OTHER,
        OTHER,
        OTHER
    };
    private static final RecordKind[] DRAGONFLY = {USER, STRUCTURE, OTHER, OTHER, OTHER, OTHER};
    private static final RecordKind[] NETBSD = {
        EMULATION, USER, OTHER, ARGUMENT, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER
    };
    private static final RecordKind[] OPENBSD = {
        EMULATION, STRUCTURE, USER, ARGUMENTS, OTHER, OTHER, OTHER, OTHER, OTHER, OTHER
    };
    private static final RecordKind[] MACOS = {USER, OTHER};

    private final int shortest;
    private final int longest;

    RecordKind(int shortest, int longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    boolean mayBe(long length) {
        return shortest <= length && length <= longest;
    }

    /** True if the whole record is read; others are passed over, however long. */
    boolean isKept() {
        return this != DATA && this != OTHER && this != START;
    }

    /** The kind with the number {@code type} on {@code system}, null if there is none. */
    static @Nullable RecordKind of(TraceSystem system, long type) {
        RecordKind[] own = own(system);
        if (type < 1 || type > COMMON.size() + own.length) {
            return null;
        }
        int index = (int) type - 1;
        return index < COMMON.size() ? COMMON.get(index) : own[index - COMMON.size()];
    }

    private static RecordKind[] own(TraceSystem system) {
        return switch (system) {
            case FREEBSD -> FREEBSD;
            case DRAGONFLY -> DRAGONFLY;
            case NETBSD -> NETBSD;
            case OPENBSD -> OPENBSD;
            case MACOS -> MACOS;
            default -> throw new IllegalArgumentException("has no ktrace: " + system);
        };
    }
}

package io.jaildeps.elf;

import org.jspecify.annotations.Nullable;

/**
 * What must agree before the loader takes a file: elf(5), {@code e_ident}, {@code e_machine} and, where a machine has
 * several calling conventions, {@code e_flags}.
 *
 * @param is64 ELFCLASS64
 * @param bigEndian ELFDATA2MSB
 * @param machine {@code e_machine}, 0 to 65535
 * @param flags {@code e_flags}
 */
public record Abi(boolean is64, boolean bigEndian, int machine, int flags) {
    static final int EM_386 = 3;
    static final int EM_PPC64 = 21;
    static final int EM_S390 = 22;
    static final int EM_ARM = 40;
    static final int EM_X86_64 = 62;
    static final int EM_AARCH64 = 183;
    static final int EM_RISCV = 243;
    static final int EM_ALPHA = 0x9026;

    private static final int ARM_FLOAT_FLAGS = 0x600;
    private static final int RISCV_FLOAT_FLAGS = 0x6;

    /** True if one process can hold files of both. */
    public boolean matches(Abi other) {
        return is64 == other.is64
                && bigEndian == other.bigEndian
                && machine == other.machine
                && (machine != EM_ARM || agree(other, ARM_FLOAT_FLAGS))
                && (machine != EM_RISCV || (flags & RISCV_FLOAT_FLAGS) == (other.flags & RISCV_FLOAT_FLAGS));
    }

    /** Old ARM files name no float convention in their flags: they go with either. */
    private boolean agree(Abi other, int mask) {
        int mine = flags & mask;
        int its = other.flags & mask;
        return mine == 0 || its == 0 || mine == its;
    }

    /** The processor as uname(1) names it on most systems, {@code machine N} for one that is not known here. */
    public String architecture() {
        return switch (machine) {
            case EM_386 -> "i386";
            case EM_X86_64 -> "x86_64";
            case EM_AARCH64 -> "aarch64";
            case EM_ARM -> "arm";
            case EM_RISCV -> is64 ? "riscv64" : "riscv32";
            case EM_PPC64 -> bigEndian ? "ppc64" : "ppc64le";
            case EM_S390 -> is64 ? "s390x" : "s390";
            case 2, 18 -> "sparc";
            case 43 -> "sparc64";
            case 4 -> "m68k";
            case 8 -> is64 ? "mips64" : "mips";
            case 15 -> is64 ? "parisc64" : "parisc";
            case 20 -> "ppc";
            case 50 -> "ia64";
            case 258 -> "loongarch64";
            case EM_ALPHA -> "alpha";
            default -> "machine " + machine;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Abi that
                && is64 == that.is64
                && bigEndian == that.bigEndian
                && machine == that.machine
                && flags == that.flags;
    }

    @Override
    public int hashCode() {
        return 31 * machine + flags;
    }

    @Override
    public String toString() {
        return "ELF" + (is64 ? "64" : "32") + (bigEndian ? " big-endian" : "") + " machine " + machine;
    }
}

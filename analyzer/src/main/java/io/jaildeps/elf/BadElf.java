package io.jaildeps.elf;

/** The file breaks the format: how the reader's parts tell {@link ElfReader}, which makes a value of it. */
final class BadElf extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final long offset;

    BadElf(String reason, long offset) {
        super(reason, null, false, false);
        this.reason = reason;
        this.offset = offset;
    }

    ElfReading.Broken broken() {
        return new ElfReading.Broken(reason, offset);
    }
}

package io.jaildeps.elf;

/** What reading a file as ELF gave. Nothing that stands in a file makes the reader throw. */
public sealed interface ElfReading permits ElfFile, ElfReading.NotElf, ElfReading.Broken {

    /**
     * Not an ELF file at all: a script, a text, an empty file, or something that is no regular file.
     *
     * @param what why, as in "no ELF magic"
     */
    record NotElf(String what) implements ElfReading {}

    /**
     * It begins as an ELF file and then breaks the format.
     *
     * @param reason what is wrong
     * @param offset where in the file, in bytes
     */
    record Broken(String reason, long offset) implements ElfReading {
        @Override
        public String toString() {
            return reason + " at offset " + offset;
        }
    }
}

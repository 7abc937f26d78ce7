package io.jaildeps.elf;

import java.util.List;

/**
 * One entry of a {@code .note.dlopen} note: libraries that the file may load with dlopen(3), so that no DT_NEEDED names
 * them. The first of the sonames that exists is taken. Follows the ELF dlopen metadata specification of the UAPI group.
 *
 * @param sonames alternatives, best first
 * @param priority {@code required}, {@code recommended} or {@code suggested}; recommended if the note does not say
 * @param feature what it is for, empty if the note does not say
 * @param description the same in words, empty if the note does not say
 */
public record DlopenNote(List<Soname> sonames, String priority, String feature, String description) {
    public DlopenNote {
        sonames = List.copyOf(sonames);
    }
}

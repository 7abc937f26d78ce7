package io.jaildeps.elf;

import java.util.List;
import java.util.Optional;

/**
 * What the program headers of an ELF file say to the kernel and to the loader; elf(5). Section headers are not looked
 * at: neither kernel nor loader does, and a stripped or hostile file has none or false ones.
 *
 * @param type {@code e_type}: {@link #EXEC}, {@link #DYN} or another
 * @param osAbi {@code EI_OSABI}
 * @param interpreter PT_INTERP: the loader that the kernel starts, one char per byte
 * @param dynamic PT_DYNAMIC, absent in a file that is linked statically
 */
public record ElfFile(
        Abi abi,
        int type,
        int osAbi,
        Optional<String> interpreter,
        Optional<DynamicSection> dynamic,
        List<DlopenNote> dlopenNotes)
        implements ElfReading {
    public static final int EXEC = 2;
    public static final int DYN = 3;

    public ElfFile {
        dlopenNotes = List.copyOf(dlopenNotes);
    }

    /** Every library that the loader must find before the program starts, in file order. */
    public List<Soname> needed() {
        return dynamic.map(DynamicSection::needed).orElse(List.of());
    }

    public Optional<Soname> soname() {
        return dynamic.flatMap(DynamicSection::soname);
    }

    /** True if the file starts without a loader: no PT_INTERP and nothing needed. A static-pie is one. */
    public boolean isStatic() {
        return interpreter.isEmpty() && needed().isEmpty() && soname().isEmpty();
    }
}

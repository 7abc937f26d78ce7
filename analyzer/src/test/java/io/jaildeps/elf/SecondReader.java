package io.jaildeps.elf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The names in a file as another library reads them, by section headers. */
final class SecondReader {
    private SecondReader() {}

    static Set<String> names(Path file) throws IOException {
        Set<String> names = new HashSet<>();
        net.fornwall.jelf.ElfFile elf = net.fornwall.jelf.ElfFile.from(file.toFile());
        net.fornwall.jelf.ElfDynamicSection dynamic = elf.getDynamicSection();
        if (dynamic != null) {
            dynamic.getNeededLibraries().forEach(name -> names.add("NEEDED " + name));
            for (net.fornwall.jelf.ElfDynamicSection.ElfDynamicStructure entry : dynamic.entries) {
                if (entry.d_tag == net.fornwall.jelf.ElfDynamicSection.DT_SONAME) {
                    names.add("SONAME " + elf.getDynamicStringTable().get((int) entry.d_val_or_ptr));
                }
            }
        }
        return names;
    }
}

package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The files of one sysroot as ELF, each read once. */
final class ElfFiles {
    private final Sysroot sysroot;
    private final Map<JailPath, ElfReading> read = new HashMap<>();

    ElfFiles(Sysroot sysroot) {
        this.sysroot = sysroot;
    }

    ElfReading at(Location.Present file) throws IOException {
        ElfReading known = read.get(file.realPath());
        if (known == null) {
            known = file.kind() == Inode.Kind.FILE && sysroot.isHere()
                    ? ElfReader.read(sysroot.onHost(file.realPath()))
                    : new ElfReading.NotElf(file.kind() == Inode.Kind.DIRECTORY ? "a directory" : "no regular file");
            read.put(file.realPath(), known);
        }
        return known;
    }
}

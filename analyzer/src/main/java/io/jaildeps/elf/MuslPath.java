package io.jaildeps.elf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where musl's loader searches last: the file {@code PREFIX/etc/ld-musl-ARCH.path}, where the loader is
 * {@code PREFIX/lib/ld-musl-ARCH.so.1}, else a compiled-in list; musl ldso/dynlink.c {@code load_library}.
 */
final class MuslPath {
    private static final int MAX_BYTES = 1 << 20;
    private static final List<String> BUILT_IN = List.of("/lib/", "/usr/local/lib/", "/usr/lib/");

    private MuslPath() {}

    /** @param interpreter such as {@code /lib/ld-musl-x86_64.so.1} */
    static List<String> of(String interpreter, Sysroot sysroot) throws IOException {
        String file = file(interpreter);
        if (!(sysroot.locate(file) instanceof Location.Present)) {
            return BUILT_IN;
        }
        List<String> directories = new ArrayList<>();
        for (String entry : sysroot.text(file, MAX_BYTES).split("[:\n]")) {
            if (entry.startsWith("/")) {
                directories.add(entry.endsWith("/") ? entry : entry + "/");
            }
        }
        return directories;
    }

    static String file(String interpreter) {
        String name = interpreter.substring(interpreter.lastIndexOf('/') + 1);
        int directory = interpreter.lastIndexOf('/');
        int prefix = directory <= 0 ? -1 : interpreter.lastIndexOf('/', directory - 1);
        int dot = name.indexOf(".so");
        String arch = name.substring(0, dot < 0 ? name.length() : dot);
        return (prefix < 0 ? "" : interpreter.substring(0, prefix)) + "/etc/" + arch + ".path";
    }
}

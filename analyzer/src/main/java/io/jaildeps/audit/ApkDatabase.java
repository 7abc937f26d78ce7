package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which package owns a file, from the text file of apk(8), "installed" in the wiki of Alpine. */
final class ApkDatabase {
    private static final int MAX_BYTES = 256 << 20;

    private ApkDatabase() {}

    // P:musl
    // V:1.2.4-r2
    // F:lib
    // R:ld-musl-x86_64.so.1
    static Map<JailPath, Packages.Owner> owners(Sysroot host, Collection<JailPath> paths) throws IOException {
        Set<JailPath> wanted = new HashSet<>(paths);
        Map<JailPath, Packages.Owner> owners = new HashMap<>();
        String name = "";
        String version = "";
        String folder = "";
        String text = host.text("/lib/apk/db/installed", MAX_BYTES);
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String value = line.length() > 2 ? line.substring(2) : "";
            if (line.startsWith("P:")) {
                name = value;
            } else if (line.startsWith("V:")) {
                version = value;
            } else if (line.startsWith("F:")) {
                folder = value;
            } else if (line.startsWith("R:") && value.indexOf('\0') < 0 && folder.indexOf('\0') < 0) {
                JailPath path = JailPath.ofBytes("/" + folder + "/" + value);
                if (wanted.contains(path)) {
                    owners.put(path, Packages.printable(name, version));
                }
            }
        }
        return owners;
    }
}

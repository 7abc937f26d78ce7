package io.jaildeps.audit;

import io.jaildeps.elf.CacheEntry;
import io.jaildeps.elf.LoaderCache;
import io.jaildeps.elf.StringScan;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The modules of the GNU C library that nsswitch.conf(5) names: {@code libnss_NAME.so.2}. */
final class NameServices {
    private static final String CONFIG = "/etc/nsswitch.conf";
    private static final List<String> DIRECTORIES =
            List.of("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/lib/*-linux-*", "/usr/lib/*-linux-*");
    /** From 2.34 on the library itself does what these did. */
    private static final Set<String> BUILT_IN = Set.of("files", "dns");

    private static final String BUILT_IN_SINCE = "GLIBC_2.34";
    private static final long MAX_LIBRARY_BYTES = 64 << 20;

    private final Scene scene;

    NameServices(Scene scene) {
        this.scene = scene;
    }

    // hosts:          files mdns4_minimal [NOTFOUND=return] dns
    void run() throws IOException {
        List<String> libraries = found("libc.so.6");
        if (libraries.isEmpty()) {
            return; // without the library nobody reads the file
        }
        boolean builtIn = isBuiltIn(libraries);
        Set<String> looked = new HashSet<>();
        for (String line : ConfigLines.of(scene.text(CONFIG))) {
            List<String> words =
                    ConfigLines.words(line.replaceAll("\\[[^\\]]*\\]", " ").replace(":", " : "));
            if (words.size() < 3 || !words.get(1).equals(":")) {
                continue;
            }
            for (int i = 2; i < words.size(); i++) {
                String service = words.get(i);
                if (!looked.add(service)
                        || builtIn && BUILT_IN.contains(service)
                        || !service.matches("[A-Za-z0-9_]+")) {
                    continue;
                }
                check(words.get(0), service, words.size() == 3);
            }
        }
    }

    private void check(String database, String service, boolean alone) throws IOException {
        String module = "libnss_" + service + ".so.2";
        if (found(module).isEmpty() && !scene.isMissedByNobody(CONFIG, places(module))) {
            scene.findings()
                    .add(
                            Kind.NSS_MODULE_MISSING,
                            alone ? Severity.HIGH : Severity.MEDIUM,
                            JailPath.of(CONFIG),
                            "\"" + Printable.of(database) + "\" asks " + service + ", which is " + module
                                    + ", and that is absent or no library",
                            Mend.words("copy " + module + " from the host, or take the name out of the file"));
        }
    }

    private boolean isBuiltIn(List<String> libraries) throws IOException {
        for (String library : libraries) {
            if (scene.jail().locate(library) instanceof Location.Present at
                    && at.inode().sizeBytes() <= MAX_LIBRARY_BYTES
                    && !StringScan.of(scene.jail().onHost(at.realPath()), List.of(BUILT_IN_SINCE))
                            .whole()
                            .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> places(String name) {
        return DIRECTORIES.stream().map(directory -> directory + "/" + name).toList();
    }

    /** The regular files of this name in the places where loaders look, and where the cache says. */
    private List<String> found(String name) throws IOException {
        List<String> candidates = new ArrayList<>();
        for (String place : places(name)) {
            candidates.addAll(Scene.expand(scene.jail(), place));
        }
        byte[] cache = scene.text(CacheFile.PATH.bytes(), CacheFile.MAX_BYTES).getBytes(StandardCharsets.ISO_8859_1);
        for (CacheEntry entry : LoaderCache.of(cache).entries()) {
            if (entry.soname().bytes().equals(name)) {
                candidates.add(entry.path());
            }
        }
        List<String> found = new ArrayList<>();
        for (String candidate : candidates) {
            if (scene.isLibrary(candidate)) {
                found.add(candidate);
            }
        }
        return found;
    }
}

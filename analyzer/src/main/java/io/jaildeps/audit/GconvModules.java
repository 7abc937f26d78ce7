package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The converters that gconv-modules files name; iconv(1), "gconv-modules". */
final class GconvModules {
    private static final List<String> DIRECTORIES =
            List.of("/usr/lib/*-linux-*/gconv", "/usr/lib/gconv", "/usr/lib64/gconv");
    private static final int EXAMPLES = 3;

    private final Scene scene;

    GconvModules(Scene scene) {
        this.scene = scene;
    }

    void run() throws IOException {
        for (String pattern : DIRECTORIES) {
            for (String directory : Scene.expand(scene.jail(), pattern)) {
                file(directory, directory + "/gconv-modules");
                for (String file : Scene.expand(scene.jail(), directory + "/gconv-modules.d/*.conf")) {
                    file(directory, file);
                }
            }
        }
    }

    // module  ISO-8859-2//  INTERNAL  ISO8859-2  1
    private void file(String directory, String file) throws IOException {
        Set<String> absent = new TreeSet<>();
        for (String line : ConfigLines.of(scene.text(file))) {
            List<String> words = ConfigLines.words(line);
            if (words.size() < 4
                    || !words.get(0).equals("module")
                    || words.get(3).indexOf('\0') >= 0) {
                continue;
            }
            String module = words.get(3);
            String path = (module.startsWith("/") ? module : directory + "/" + module)
                    + (module.endsWith(".so") ? "" : ".so");
            if (!absent.contains(path) && !scene.has(path) && !scene.isMissedByNobody(file, List.of(path))) {
                absent.add(path);
            }
        }
        if (!absent.isEmpty()) {
            scene.findings()
                    .add(
                            Kind.GCONV_MODULE_MISSING,
                            JailPath.ofBytes(file),
                            absent.size() + " that it names: "
                                    + absent.stream()
                                            .limit(EXAMPLES)
                                            .map(Printable::of)
                                            .collect(Collectors.joining(", "))
                                    + (absent.size() > EXAMPLES ? ", …" : ""),
                            scene.mend(JailPath.ofBytes(file), Mend.words("copy those that are needed from the host")));
        }
    }
}

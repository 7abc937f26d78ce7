package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What ld.so.preload brings into every program of the jail, those that root runs too; ld.so(8). */
final class Preload {
    static final JailPath PATH = JailPath.of("/etc/ld.so.preload");

    private static final int MOST = 100;

    private final Scene scene;

    Preload(Scene scene) {
        this.scene = scene;
    }

    void run() throws IOException {
        boolean isWanted =
                scene.isAsOnHost(PATH.bytes()) || scene.expected().entry(PATH).isPresent();
        List<String> libraries = libraries(scene.text(PATH.bytes()));
        for (String library : libraries.subList(0, Math.min(MOST, libraries.size()))) {
            boolean isOthers = library.startsWith("/") && Others.decide(scene.jail(), library);
            if (isOthers || !isWanted) {
                scene.findings()
                        .add(
                                Kind.PRELOAD,
                                isOthers ? Severity.CRITICAL : Kind.PRELOAD.severity(),
                                PATH,
                                "every program loads " + Printable.of(library)
                                        + (isOthers ? ", which others than root may write, exchange or make" : ""),
                                scene.mend(PATH, Mend.remove(scene.place(PATH), false)));
            }
        }
    }

    // /usr/lib/libjemalloc.so.2:/tmp/evil.so   # between blanks or colons
    private static List<String> libraries(String text) {
        List<String> libraries = new ArrayList<>();
        for (String line : text.split("[\n\0]")) {
            for (String word : line.split("#", 2)[0].split("[ \t:]+")) {
                if (!word.isEmpty()) {
                    libraries.add(word);
                }
            }
        }
        return libraries;
    }
}

package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** What the configuration of known daemons loads or starts. */
final class Configurations {
    private final Scene scene;

    Configurations(Scene scene) {
        this.scene = scene;
    }

    void run() throws IOException {
        for (Rules.Module rule : scene.rules().modules()) {
            for (String pattern : rule.files()) {
                for (String file : Scene.expand(scene.jail(), pattern)) {
                    for (String line : ConfigLines.of(scene.text(file))) {
                        Matcher matcher = rule.line().matcher(line);
                        if (matcher.find() && matcher.group(1) != null) {
                            check(rule, file, matcher.group(1));
                        }
                    }
                }
            }
        }
    }

    private void check(Rules.Module rule, String file, String loaded) throws IOException {
        List<String> candidates = new ArrayList<>();
        for (String candidate : rule.candidates()) {
            String path = candidate.replace("$1", loaded);
            if (path.startsWith("/") && path.indexOf('\0') < 0) {
                candidates.add(path);
            }
        }
        for (String candidate : candidates) {
            for (String path : Scene.expand(scene.jail(), candidate)) {
                if (path.endsWith(".so") ? scene.isLibrary(path) : scene.has(path)) {
                    return;
                }
            }
        }
        if (candidates.isEmpty() || scene.isMissedByNobody(file, candidates)) {
            return;
        }
        scene.findings()
                .add(
                        Kind.MODULE_MISSING,
                        JailPath.ofBytes(file),
                        Printable.of(rule.daemon()) + ": it names " + Printable.of(loaded) + ", which is absent ("
                                + Printable.of(rule.why()) + ")",
                        scene.copy(
                                JailPath.ofBytes(candidates.get(0)),
                                Mend.words("copy it from where it is installed, or change the line")));
    }
}

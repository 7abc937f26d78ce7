package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the files of pam.d(5) load, include and name. */
final class PamServices {
    private static final List<String> DIRECTORIES = List.of("/etc/pam.d", "/usr/lib/pam.d", "/usr/share/pam.d");
    private static final List<String> MODULES = List.of(
            "/lib/*-linux-*/security",
            "/usr/lib/*-linux-*/security",
            "/lib/security",
            "/usr/lib/security",
            "/lib64/security",
            "/usr/lib64/security");
    private static final Set<String> TYPES = Set.of("auth", "account", "password", "session");
    // -session  [success=ok default=bad]  pam_systemd.so debug
    private static final Pattern LINE = Pattern.compile("\\s*(-?)([a-z]+)\\s+(\\[[^\\]]*\\]|[a-z_]+)\\s+(\\S+)(.*)");

    private final Scene scene;

    PamServices(Scene scene) {
        this.scene = scene;
    }

    void run() throws IOException {
        for (String directory : DIRECTORIES) {
            for (String file : Scene.expand(scene.jail(), directory + "/*")) {
                for (String line : ConfigLines.of(scene.text(file))) {
                    line(file, line);
                }
            }
        }
    }

    private void line(String file, String line) throws IOException {
        List<String> words = ConfigLines.words(line);
        if (words.size() >= 2 && words.get(0).equals("@include")) {
            included(file, words.get(1));
            return;
        }
        Matcher matcher = LINE.matcher(line);
        if (line.stripLeading().startsWith("#") || !matcher.matches() || !TYPES.contains(matcher.group(2))) {
            return;
        }
        String control = matcher.group(3);
        String module = matcher.group(4);
        if (control.equals("include") || control.equals("substack")) {
            included(file, module);
        } else if (!isModule(module) && matcher.group(1).isEmpty()) {
            List<String> candidates = candidates(module);
            if (!scene.isMissedByNobody(file, candidates)) {
                boolean optional = control.equals("optional");
                report(
                        Kind.PAM_MODULE_MISSING,
                        optional ? Severity.LOW : Severity.HIGH,
                        file,
                        "it names " + Printable.of(module) + ", which is absent"
                                + (optional ? "; it is optional" : ", so the login fails"));
            }
        }
        arguments(file, module, matcher.group(5));
    }

    private void included(String file, String name) throws IOException {
        List<String> candidates = name.startsWith("/")
                ? List.of(name)
                : DIRECTORIES.stream().map(directory -> directory + "/" + name).toList();
        for (String candidate : candidates) {
            if (scene.has(candidate)) {
                return;
            }
        }
        if (!scene.isMissedByNobody(file, candidates)) {
            report(
                    Kind.PAM_FILE_MISSING,
                    Severity.HIGH,
                    file,
                    "it includes " + Printable.of(name) + ", which is absent");
        }
    }

    private boolean isModule(String module) throws IOException {
        for (String candidate : candidates(module)) {
            for (String path : Scene.expand(scene.jail(), candidate)) {
                if (scene.has(path)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> candidates(String module) {
        return module.startsWith("/")
                ? List.of(module)
                : MODULES.stream().map(directory -> directory + "/" + module).toList();
    }

    private void arguments(String file, String module, String arguments) throws IOException {
        String base = module.substring(module.lastIndexOf('/') + 1);
        for (Rules.PamFile rule : scene.rules().pamFiles()) {
            if (!rule.module().matcher(base).matches()) {
                continue;
            }
            for (String word : ConfigLines.words(arguments)) {
                Matcher matcher = rule.argument().matcher(word);
                if (matcher.find()
                        && matcher.group(1) != null
                        && matcher.group(1).startsWith("/")) {
                    named(file, base, matcher.group(1), rule);
                }
            }
        }
    }

    private void named(String file, String module, String path, Rules.PamFile rule) throws IOException {
        List<String> candidates = new ArrayList<>(List.of(path));
        if (!scene.has(path) && !scene.has(path + ".db") && !scene.isMissedByNobody(file, candidates)) {
            report(
                    Kind.PAM_FILE_MISSING,
                    rule.severity(),
                    file,
                    Printable.of(module) + " is told to use " + Printable.of(path) + ", which is absent ("
                            + Printable.of(rule.why()) + ")");
        }
    }

    private void report(Kind kind, Severity severity, String file, String reason) {
        scene.findings()
                .add(
                        kind,
                        severity,
                        JailPath.ofBytes(file),
                        reason,
                        scene.mend(JailPath.ofBytes(file), Mend.words("copy it from the host, or change the line")));
    }
}

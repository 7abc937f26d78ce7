package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private static final Pattern ARGUMENT = Pattern.compile("\\[([^\\]]*)\\]|[^\\s\\[]\\S*");
    private static final String SINGLE = "/etc/pam.conf";
    /** Circles are looked for among so many files. */
    private static final int MOST = 1000;

    private final Scene scene;
    private final PamIncludes includes = new PamIncludes();

    PamServices(Scene scene) {
        this.scene = scene;
    }

    void run() throws IOException {
        boolean hasDirectory = false;
        int files = 0;
        for (String directory : DIRECTORIES) {
            hasDirectory |=
                    scene.jail().locate(directory) instanceof Location.Present at && at.kind() == Inode.Kind.DIRECTORY;
            for (String file : Scene.expand(scene.jail(), directory + "/*")) {
                for (PamLines.Line line : PamLines.of(scene.text(file), false)) {
                    line(file, line, files < MOST);
                }
                files++;
            }
        }
        if (!hasDirectory) {
            for (PamLines.Line line : PamLines.of(scene.text(SINGLE), true)) {
                line(SINGLE, line, false);
            }
        }
        for (String file : includes.circles()) {
            report(
                    Kind.PAM_LOOP,
                    Severity.HIGH,
                    file,
                    "it includes itself, or a file that includes it: the login fails");
        }
    }

    private void line(String file, PamLines.Line line, boolean isFollowed) throws IOException {
        if (line.isInclude()) {
            included(file, line, isFollowed);
            return;
        }
        String module = line.module();
        if (!isModule(module) && !line.isQuiet()) {
            List<String> candidates = candidates(module);
            if (!scene.isMissedByNobody(file, candidates)) {
                boolean optional = line.control().equals("optional");
                report(
                        Kind.PAM_MODULE_MISSING,
                        optional ? Severity.LOW : Severity.HIGH,
                        file,
                        "it names " + Printable.of(module) + ", which is absent or no library"
                                + (optional ? "; it is optional" : ", so the login fails"));
            }
        }
        arguments(file, module, line.arguments());
    }

    private void included(String file, PamLines.Line line, boolean isFollowed) throws IOException {
        String name = line.module();
        List<String> candidates = name.startsWith("/")
                ? List.of(name)
                : DIRECTORIES.stream().map(directory -> directory + "/" + name).toList();
        for (String candidate : candidates) {
            if (scene.has(candidate)) {
                if (isFollowed) {
                    includes.add(real(file), real(candidate), line.type());
                }
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

    private String real(String file) throws IOException {
        return scene.jail().locate(file) instanceof Location.Present at
                ? at.realPath().bytes()
                : file;
    }

    private boolean isModule(String module) throws IOException {
        for (String candidate : candidates(module)) {
            for (String path : Scene.expand(scene.jail(), candidate)) {
                if (scene.isLibrary(path)) {
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

    // [file=/etc/with a blank] item=user
    private void arguments(String file, String module, String arguments) throws IOException {
        String base = module.substring(module.lastIndexOf('/') + 1);
        for (Rules.PamFile rule : scene.rules().pamFiles()) {
            if (!rule.module().matcher(base).matches()) {
                continue;
            }
            for (String word : words(arguments)) {
                Matcher matcher = rule.argument().matcher(word);
                if (matcher.find()
                        && matcher.group(1) != null
                        && matcher.group(1).startsWith("/")) {
                    named(file, base, matcher.group(1), rule);
                }
            }
        }
    }

    private static List<String> words(String arguments) {
        return ARGUMENT.matcher(arguments)
                .results()
                .map(word -> word.group(1) == null ? word.group() : word.group(1))
                .toList();
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

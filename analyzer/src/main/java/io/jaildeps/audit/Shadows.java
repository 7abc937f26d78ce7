package io.jaildeps.audit;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.DynamicSection;
import io.jaildeps.elf.Library;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Libraries that the loader takes instead of those that the jail was made with: code of whoever put them there. */
final class Shadows {
    // /usr/lib/x86_64-linux-gnu/glibc-hwcaps/x86-64-v3/libz.so.1: for processors that can, before the one three levels
    // up
    private static final Pattern HWCAPS = Pattern.compile("(.*)/(?:glibc-hwcaps/[^/]+|tls)/([^/]+)", Pattern.DOTALL);

    private final Scene scene;
    private final Set<JailPath> told = new HashSet<>();
    private final Set<JailPath> shadowing = new HashSet<>();

    Shadows(Scene scene) {
        this.scene = scene;
    }

    /** A program that the manifest has loads nothing else than what the manifest has. */
    void look(Closure closure) throws IOException {
        searched(closure.program());
        for (Library library : closure.libraries()) {
            searched(library);
        }
        JailPath program = closure.program().realPath();
        if (scene.expected().entry(program).isEmpty()) {
            return;
        }
        for (Library library : closure.libraries()) {
            if (scene.expected().entry(library.realPath()).isEmpty()) {
                report(library.realPath(), program + " loads it, and the manifest does not have it");
            }
        }
    }

    /** Where a program or library says that libraries are, RPATH and RUNPATH of ld.so(8): {@code /tmp/x:$ORIGIN/../lib}. */
    private void searched(Library file) throws IOException {
        Optional<DynamicSection> dynamic = file.elf().dynamic();
        String path = dynamic.flatMap(known -> known.runpath().or(known::rpath)).orElse("");
        if (path.isEmpty() || !told.add(file.realPath())) {
            return;
        }
        for (String directory : path.split(":", -1)) {
            boolean isRelative = !directory.startsWith("/") && !directory.startsWith("$");
            boolean isOthers = directory.startsWith("/")
                    && directory.indexOf('$') < 0
                    && Others.decide(scene.jail(), directory + "/lib");
            if (isRelative || isOthers) {
                scene.findings()
                        .add(
                                Kind.SEARCH_PATH,
                                file.realPath(),
                                isRelative
                                        ? "it looks for libraries in the directory in which it is started (\""
                                                + Printable.of(path) + "\")"
                                        : "it looks for libraries in " + Printable.of(directory)
                                                + ", in which others than root can put some",
                                Mend.words("take the path out of the file, patchelf(1), or make the directory root's"));
            }
        }
    }

    /** @param byName paths of the jail by their last component */
    void look(Map<String, List<JailPath>> byName) throws IOException {
        for (List<JailPath> paths : byName.values()) {
            for (JailPath path : paths) {
                Matcher matcher = HWCAPS.matcher(path.bytes());
                if (matcher.matches() && !isKnown(path)) {
                    String plain = matcher.group(1) + "/" + matcher.group(2);
                    if (scene.has(plain)) {
                        report(path, "processors that can take it before " + Printable.of(plain));
                    }
                }
            }
        }
    }

    private boolean isKnown(JailPath path) throws IOException {
        return scene.expected().isKnown()
                ? scene.expected().entry(path).isPresent()
                : scene.hostFile(path.bytes()).isPresent();
    }

    private void report(JailPath path, String reason) throws IOException {
        boolean isDirectory = scene.jail()
                .inode(path)
                .filter(inode -> inode.is(Inode.Kind.DIRECTORY))
                .isPresent();
        if (!isDirectory && shadowing.add(path)) {
            scene.findings().add(Kind.SHADOWING, path, reason, Mend.remove(scene.onHost(path), false));
        }
    }
}

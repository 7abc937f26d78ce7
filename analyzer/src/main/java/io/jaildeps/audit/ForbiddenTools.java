package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Programs that an intruder would use, by their names, unless the manifest or the command line asks for them. */
final class ForbiddenTools implements InodeCheck {
    private final Scene scene;
    private final Pattern any;
    private final Set<JailPath> asked = new HashSet<>();

    ForbiddenTools(Scene scene) throws IOException {
        this.scene = scene;
        List<String> names = scene.rules().tools().stream()
                .map(tool -> "(?:" + tool.name().pattern() + ")")
                .toList();
        // one look for the many files that are no tool; a character class without content fits nothing
        this.any = Pattern.compile(
                names.isEmpty() ? "[^\\x00-\\x{10ffff}]" : names.stream().collect(Collectors.joining("|")));
        for (JailPath program : scene.request().programs()) {
            asked.add(program);
            if (scene.jail().locate(program) instanceof Location.Present there) {
                asked.add(there.realPath());
            }
        }
    }

    @Override
    public void inode(JailPath path, Inode inode) {
        if (!inode.is(Inode.Kind.FILE)
                || !inode.isExecutable()
                || !any.matcher(path.name()).matches()
                || asked.contains(path)
                || scene.expected().entry(path).isPresent()) {
            return;
        }
        scene.rules().tools().stream()
                .filter(tool -> tool.name().matcher(path.name()).matches())
                .findFirst()
                .ifPresent(tool -> scene.findings()
                        .add(
                                Kind.TOOL,
                                tool.severity(),
                                path,
                                Printable.of(tool.what()) + ": " + Printable.of(tool.why()),
                                Mend.remove(scene.onHost(path), false)));
    }
}

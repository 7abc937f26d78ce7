package io.jaildeps.audit;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.Library;
import io.jaildeps.manifest.Mode;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Whether others than root can use what a program that they may start is made of: its loader and its libraries. */
final class Reach {
    private static final int OTHERS_READ = 04;
    private static final int OTHERS_EXECUTE = 01;

    private final Scene scene;
    private final Set<JailPath> told = new HashSet<>();

    Reach(Scene scene) {
        this.scene = scene;
    }

    void look(Closure closure) throws IOException {
        JailPath program = closure.program().realPath();
        if (!has(program, OTHERS_EXECUTE)) {
            return; // root's alone
        }
        if (closure.interpreter().isPresent()) {
            look(closure.interpreter().get().realPath(), OTHERS_READ | OTHERS_EXECUTE, program);
        }
        for (Library library : closure.libraries()) {
            look(library.realPath(), OTHERS_READ, program);
        }
    }

    private void look(JailPath file, int needed, JailPath program) throws IOException {
        if (!told.contains(file) && !has(file, needed)) {
            report(file, "go+" + (needed == OTHERS_READ ? "r" : "rx"), program);
        }
        // of the jail's own root whoever starts the jail decides
        for (JailPath above = file.parent(); !above.isRoot(); above = above.parent()) {
            if (!told.contains(above) && !has(above, OTHERS_EXECUTE)) {
                report(above, "go+x", program);
            }
        }
    }

    private boolean has(JailPath path, int bits) throws IOException {
        return scene.jail()
                .inode(path)
                .filter(inode -> (inode.mode() & bits) != bits)
                .isEmpty();
    }

    private void report(JailPath path, String change, JailPath program) throws IOException {
        told.add(path);
        Inode inode = scene.jail().inode(path).orElseThrow();
        if (scene.expected().entry(path).isPresent()) {
            return; // the mode is the manifest's, or that it is not is told already
        }
        scene.findings()
                .add(
                        Kind.CLOSED_TO_USERS,
                        path,
                        "mode " + new Mode(inode.mode()) + ": nobody but root can start " + program
                                + ", which everybody may execute",
                        Mend.command("chmod " + change, scene.onHost(path)));
    }
}

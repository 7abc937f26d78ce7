package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What ld.so.preload brings into every program of the jail, those that root runs too; ld.so(8). */
final class Preload {
    static final JailPath PATH = JailPath.of("/etc/ld.so.preload");

    private static final int OTHERS_WRITE = 02;
    private static final int GROUP_WRITES = 020;
    private static final int STICKY = 01000;
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
            boolean isOthers = library.startsWith("/") && isOthers(library);
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

    /** True if somebody else than root decides what is loaded: by the file, or by a directory on the way to it. */
    private boolean isOthers(String library) throws IOException {
        Location location = scene.jail().locate(library);
        if (location instanceof Location.Present at && (at.inode().uid() != 0 || isWritable(at.inode()))) {
            return true;
        }
        boolean isThere = location instanceof Location.Present;
        JailPath file = location instanceof Location.Present at ? at.realPath() : JailPath.ofBytes(library);
        for (JailPath above = file; !above.isRoot(); ) {
            above = above.parent();
            if (scene.jail().locate(above) instanceof Location.Present directory) {
                boolean mayOnlyMake = isThere && (directory.inode().mode() & STICKY) != 0;
                if (directory.inode().uid() != 0 || isWritable(directory.inode()) && !mayOnlyMake) {
                    return true;
                }
                isThere = true;
            }
        }
        return false;
    }

    private static boolean isWritable(Inode inode) {
        return (inode.mode() & OTHERS_WRITE) != 0 || (inode.mode() & GROUP_WRITES) != 0 && inode.gid() != 0;
    }
}

package io.jaildeps.audit;

import io.jaildeps.manifest.Entry;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;

/** Symbolic links that lead nowhere, and those that climb: harmless inside, but not for whoever follows them from outside. */
final class Links implements InodeCheck {
    private final Scene scene;

    Links(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void inode(JailPath path, Inode inode) throws IOException {
        if (!inode.is(Inode.Kind.SYMLINK)) {
            return;
        }
        String target = scene.jail().linkTarget(path);
        String shown = "-> " + Printable.of(target);
        if (climbs(path, target)) {
            scene.findings()
                    .add(
                            Kind.LINK_CLIMBS,
                            path,
                            shown
                                    + ": more \"..\" than directories above it; who follows it from outside leaves the jail",
                            isAsked(path, target)
                                    ? Mend.remove(scene.onHost(path), false)
                                    : scene.mend(path, Mend.remove(scene.onHost(path), false)));
        }
        if (scene.jail().locate(path) instanceof Location.Absent absent
                && !mayAppear(path, target)
                && !scene.expected().isState(path)) {
            boolean pointsOut = target.startsWith(scene.request().jail().bytes() + "/");
            if (!pointsOut && isAsked(path, target)) {
                return;
            }
            String why = absent.reason() == Location.Reason.ELOOP
                    ? "links in a circle"
                    : pointsOut
                            ? "nothing is there from inside: it names the jail's place on the host"
                            : "nothing is there";
            scene.findings()
                    .add(Kind.LINK_DANGLING, path, shown + ": " + why, scene.mend(path, Mend.tidy(scene.onHost(path))));
        }
    }

    private static boolean climbs(JailPath path, String target) {
        int depth = target.startsWith("/") ? 0 : path.components().size() - 1;
        for (String name : target.split("/")) {
            if (name.equals("..")) {
                depth--;
            } else if (!name.isEmpty() && !name.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /** The kernel's file systems come with a mount; /dev/fd and /etc/mtab lead there. */
    private boolean mayAppear(JailPath path, String target) {
        JailPath leads =
                JailPath.ofBytes(target.startsWith("/") ? target : path.parent().bytes() + "/" + target);
        return JailPath.of("/proc").covers(leads)
                || JailPath.of("/sys").covers(leads)
                || scene.expected().isMounted(leads);
    }

    /** The manifest asks for the link as it is: its runs saw the link and did without what it leads to. */
    private boolean isAsked(JailPath path, String target) {
        return scene.expected().entry(path).orElse(null) instanceof Entry.Symlink link
                && link.target().equals(target);
    }
}

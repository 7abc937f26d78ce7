package io.jaildeps.audit;

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
                            Mend.command("rm", scene.onHost(path)));
        }
        if (scene.jail().locate(path) instanceof Location.Absent absent
                && !mayAppear(path, target)
                && !scene.expected().isState(path)) {
            boolean pointsOut = target.startsWith(scene.request().jail().bytes() + "/");
            if (!pointsOut && isSameOnHost(path, target)) {
                return;
            }
            String why = absent.reason() == Location.Reason.ELOOP
                    ? "links in a circle"
                    : pointsOut
                            ? "nothing is there from inside: it names the jail's place on the host"
                            : "nothing is there";
            scene.findings()
                    .add(
                            Kind.LINK_DANGLING,
                            path,
                            shown + ": " + why,
                            scene.mend(path, Mend.command("rm", scene.onHost(path))));
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

    /** The manifest asks for a link that leads nowhere on the host either. */
    private boolean isSameOnHost(JailPath path, String target) throws IOException {
        return scene.expected().entry(path).isPresent()
                && scene.host().linkTarget(path).equals(target)
                && scene.host().locate(path) instanceof Location.Absent;
    }
}

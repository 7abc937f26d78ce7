package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;

/** Sockets that no manifest explains: a process outside may listen on them, and answer what runs in the jail. */
final class Sockets implements InodeCheck {
    private final Scene scene;

    Sockets(Scene scene) {
        this.scene = scene;
    }

    @Override
    public void inode(JailPath path, Inode inode) {
        if (inode.is(Inode.Kind.SOCKET)
                && !scene.expected().isState(path)
                && !scene.expected().isAskedSocket(path)) {
            scene.findings()
                    .add(
                            Kind.SOCKET,
                            path,
                            "a socket: whoever listens on it, perhaps outside, answers what runs in here; see ss -xlp",
                            Mend.command("rm", scene.onHost(path)));
        }
    }
}

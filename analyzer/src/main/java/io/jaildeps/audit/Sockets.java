package io.jaildeps.audit;

import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import java.util.Set;

/** Sockets that no manifest explains: a process outside may listen on them, and answer what runs in the jail. */
final class Sockets implements InodeCheck {
    /** Whoever talks to one of these starts what he likes as root of the host. */
    private static final Set<String> OF_ROOT =
            Set.of("docker.sock", "containerd.sock", "podman.sock", "crio.sock", "libvirt-sock", "lxd.socket");

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
                            OF_ROOT.contains(path.name()) ? Severity.HIGH : Kind.SOCKET.severity(),
                            path,
                            "a socket: whoever listens on it, perhaps outside, answers what runs in here; see ss -xlp",
                            Mend.remove(scene.onHost(path), false));
        }
    }
}

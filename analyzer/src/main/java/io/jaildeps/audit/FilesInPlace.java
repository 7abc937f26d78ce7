package io.jaildeps.audit;

import io.jaildeps.manifest.DeviceNumber;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands in the place of a file that programs read, and is none: who opens a FIFO there waits for ever. And regular
 * files where programs expect null(4) and its like.
 */
final class FilesInPlace {
    /** Read by the C library, the loader or login programs, whoever made the jail. */
    private static final List<String> FILES = List.of(
            "/etc/passwd",
            "/etc/shadow",
            "/etc/group",
            "/etc/gshadow",
            "/etc/nsswitch.conf",
            "/etc/ld.so.cache",
            "/etc/ld.so.preload",
            "/etc/ld.so.conf",
            "/etc/hosts",
            "/etc/host.conf",
            "/etc/resolv.conf",
            "/etc/services",
            "/etc/protocols",
            "/etc/localtime",
            "/etc/login.defs",
            "/etc/shells",
            "/etc/environment",
            "/etc/sudoers",
            "/etc/krb5.conf");

    /** The loader of every program opens them. */
    private static final Set<String> LOADERS = Set.of("/etc/ld.so.cache", "/etc/ld.so.preload");

    private static final String NULL = "c 1:3";
    private static final Map<String, String> DEVICES = Map.of(
            "/dev/null", NULL,
            "/dev/zero", "c 1:5",
            "/dev/full", "c 1:7",
            "/dev/random", "c 1:8",
            "/dev/urandom", "c 1:9",
            "/dev/tty", "c 5:0",
            "/dev/ptmx", "c 5:2");

    private final Scene scene;

    FilesInPlace(Scene scene) {
        this.scene = scene;
    }

    /** The place of a device that every system has. */
    static boolean isDevices(JailPath path) {
        return DEVICES.containsKey(path.bytes());
    }

    void run() throws IOException {
        for (String file : FILES) {
            if (scene.jail().locate(file) instanceof Location.Present at) {
                look(JailPath.of(file), at);
                if (at.kind() == Inode.Kind.DIRECTORY) {
                    report(JailPath.of(file), at);
                }
            }
        }
        for (Map.Entry<String, String> device : DEVICES.entrySet()) {
            if (scene.jail().locate(device.getKey()) instanceof Location.Present at) {
                device(JailPath.of(device.getKey()), at, device.getValue());
            }
        }
    }

    /** A file that is read as text, links followed; a directory may be meant to be one. */
    void look(JailPath path, Location.Present at) {
        if (at.kind() == Inode.Kind.FILE) {
            if (at.inode().sizeBytes() > ConfigLines.MAX_BYTES && !LOADERS.contains(path.bytes())) {
                scene.findings()
                        .add(
                                Kind.UNREADABLE,
                                path,
                                "only the first " + ConfigLines.MAX_BYTES + " of its "
                                        + at.inode().sizeBytes() + " bytes were looked at",
                                Mend.words("make it shorter"));
            }
        } else if (at.kind() != Inode.Kind.DIRECTORY && !isNull(at)) {
            report(path, at);
        }
    }

    /** A link to /dev/null is how configuration is switched off. */
    private static boolean isNull(Location.Present at) {
        return at.kind() == Inode.Kind.CHARACTER_DEVICE
                && DeviceNumber.ofRdev(false, at.inode().rdev()).equals(DeviceNumber.parse(NULL));
    }

    private void report(JailPath path, Location.Present at) {
        boolean everyProgramWaits = LOADERS.contains(path.bytes()) && at.kind() == Inode.Kind.FIFO;
        report(
                path,
                everyProgramWaits ? Severity.HIGH : Kind.WRONG_TYPE.severity(),
                "it is no regular file but a " + at.kind()
                        + (at.kind() == Inode.Kind.FIFO
                                ? (everyProgramWaits ? ": every" : ": a") + " program that opens it waits for ever"
                                : ""),
                Mend.remove(scene.onHost(at.realPath()), at.kind() == Inode.Kind.DIRECTORY));
    }

    private void device(JailPath path, Location.Present at, String wanted) {
        DeviceNumber number = DeviceNumber.parse(wanted);
        if (at.kind() == Inode.Kind.CHARACTER_DEVICE) {
            DeviceNumber is = DeviceNumber.ofRdev(false, at.inode().rdev());
            boolean isAnother = DEVICES.values().stream().anyMatch(other -> is.equals(DeviceNumber.parse(other)));
            if (isAnother && !is.equals(number)) {
                report(path, Kind.WRONG_TYPE.severity(), "it is " + is + ", not " + wanted, node(at, wanted));
            }
        } else if (at.kind() != Inode.Kind.BLOCK_DEVICE) {
            report(path, Kind.WRONG_TYPE.severity(), "it is no device but a " + at.kind(), node(at, wanted));
        }
    }

    private Mend node(Location.Present at, String wanted) {
        return Mend.replaceByNode(
                scene.onHost(at.realPath()), wanted.replace(':', ' '), at.kind() == Inode.Kind.DIRECTORY);
    }

    private void report(JailPath path, Severity severity, String reason, Mend mend) {
        if (scene.expected().entry(path).isPresent()) {
            return; // that it is not what the manifest says is told already
        }
        scene.findings().add(Kind.WRONG_TYPE, severity, path, Printable.of(reason), mend);
    }
}

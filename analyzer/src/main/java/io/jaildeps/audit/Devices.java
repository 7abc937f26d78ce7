package io.jaildeps.audit;

import io.jaildeps.manifest.DeviceNumber;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Mode;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import java.util.Map;
import java.util.Optional;

/** Device nodes, judged by their numbers: a name says nothing. */
final class Devices implements InodeCheck {
    private final Scene scene;

    Devices(Scene scene) {
        this.scene = scene;
    }

    /** What every program may count on, null(4) and random(4), by name: the bits that everybody needs. */
    private static final Map<String, Integer> OPEN_TO_ALL = Map.of(
            "/dev/null", 06,
            "/dev/zero", 06,
            "/dev/full", 06,
            "/dev/tty", 06,
            "/dev/random", 04,
            "/dev/urandom", 04);

    private void closed(JailPath path, Inode inode) {
        int needed = OPEN_TO_ALL.getOrDefault(path.bytes(), 0);
        if ((inode.mode() & needed) != needed && scene.expected().entry(path).isEmpty()) {
            scene.findings()
                    .add(
                            Kind.CLOSED_TO_USERS,
                            path,
                            "mode " + new Mode(inode.mode()) + ": programs of users can not use it",
                            Mend.command(needed == 06 ? "chmod 0666" : "chmod a+r", scene.onHost(path)));
        }
    }

    @Override
    public void inode(JailPath path, Inode inode) {
        boolean block = inode.is(Inode.Kind.BLOCK_DEVICE);
        if (!block && !inode.is(Inode.Kind.CHARACTER_DEVICE)) {
            return;
        }
        DeviceNumber number = DeviceNumber.ofRdev(block, inode.rdev());
        Optional<Rules.Device> rule = scene.rules().devices().stream()
                .filter(device -> device.number().equals(number))
                .findFirst();
        if (rule.isPresent() && rule.get().severity().isEmpty()) {
            closed(path, inode);
            return;
        }
        Severity severity = rule.flatMap(Rules.Device::severity).orElse(block ? Severity.CRITICAL : Severity.HIGH);
        boolean asked = scene.expected().entry(path).orElse(null) instanceof Entry.Device device
                && device.device().equals(number);
        if (asked && severity != Severity.CRITICAL) {
            return;
        }
        String what = rule.map(known -> "it is " + Printable.of(known.name()) + ": " + Printable.of(known.why()))
                .orElse(
                        block
                                ? "a block device, such as a disk, with everything on it"
                                : "no rule says that it is harmless");
        scene.findings()
                .add(
                        Kind.DEVICE,
                        severity,
                        path,
                        number + ": " + what + (asked ? "; the manifest asks for it" : ""),
                        Mend.remove(scene.onHost(path), false));
    }
}

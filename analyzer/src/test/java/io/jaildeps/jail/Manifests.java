package io.jaildeps.jail;

import io.jaildeps.manifest.Content;
import io.jaildeps.manifest.DeviceNumber;
import io.jaildeps.manifest.Entry;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.manifest.Mode;
import io.jaildeps.manifest.Owner;
import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.TreeMap;

/** Short words for manifests in tests. */
final class Manifests {
    private Manifests() {}

    static Manifest manifest(Entry... entries) {
        return manifest(List.of(entries), List.of());
    }

    static Manifest manifest(List<Entry> entries, List<Manifest.Mount> mounts) {
        return new Manifest(
                new Manifest.Target(List.of("/bin/true"), JailPath.ROOT, "root", new TreeMap<>(), "exit", List.of()),
                new Manifest.Platform("linux", "x86_64"),
                entries,
                mounts,
                List.of(),
                List.of(),
                List.of());
    }

    static Entry.File copy(String path, String mode) {
        return file(path, mode, new Content.Copy());
    }

    static Entry.File file(String path, String mode, Content content) {
        return new Entry.File(JailPath.ofBytes(path), Mode.parse(mode), Owner.ROOT, content, false, List.of("test"));
    }

    static Entry.Directory directory(String path, String mode) {
        return new Entry.Directory(JailPath.ofBytes(path), Mode.parse(mode), Owner.ROOT, List.of("test"));
    }

    static Entry.Symlink symlink(String path, String target) {
        return new Entry.Symlink(JailPath.ofBytes(path), target, List.of("test"));
    }

    static Entry.Device device(String path, String number, String mode) {
        return new Entry.Device(
                JailPath.ofBytes(path), DeviceNumber.parse(number), Mode.parse(mode), Owner.ROOT, List.of("test"));
    }

    static Entry.Fifo fifo(String path, String mode) {
        return new Entry.Fifo(JailPath.ofBytes(path), Mode.parse(mode), Owner.ROOT, List.of("test"));
    }
}

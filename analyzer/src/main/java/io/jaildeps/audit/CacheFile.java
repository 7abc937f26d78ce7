package io.jaildeps.audit;

import io.jaildeps.elf.CacheEntry;
import io.jaildeps.elf.Closure;
import io.jaildeps.elf.LoaderCache;
import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the loader's cache and the jail's libraries are in step, ld.so.cache and ldconfig(8). */
final class CacheFile {
    static final JailPath PATH = JailPath.of("/etc/ld.so.cache");
    static final int MAX_BYTES = 64 << 20;

    private static final int EXAMPLES = 3;

    private final Scene scene;

    CacheFile(Scene scene) {
        this.scene = scene;
    }

    void run() throws IOException {
        String bytes = scene.text(PATH.bytes(), MAX_BYTES);
        if (bytes.isEmpty()) {
            return; // the loader does without
        }
        LoaderCache cache = LoaderCache.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
        cache.damage().ifPresent(damage -> report(Kind.CACHE_DAMAGED, Printable.of(damage)));
        Set<String> absent = new TreeSet<>();
        Set<String> names = new HashSet<>();
        Set<String> directories = new TreeSet<>();
        for (CacheEntry entry : cache.entries()) {
            names.add(entry.soname().bytes());
            if (entry.path().startsWith("/") && !scene.has(entry.path())) {
                absent.add(entry.path());
            } else if (entry.path().startsWith("/") && entry.hwcapName().isEmpty()) {
                directories.add(JailPath.ofBytes(entry.path()).parent().bytes());
            }
        }
        if (!absent.isEmpty()) {
            report(Kind.CACHE_NAMES_ABSENT, some(absent));
        }
        Set<String> left = new TreeSet<>();
        for (String directory : directories) {
            leftOut(directory, names, left);
        }
        if (!left.isEmpty()) {
            report(Kind.CACHE_INCOMPLETE, some(left));
        }
    }

    /** Links by which libraries are asked for: {@code libx.so.1 -> libx.so.1.2}, of which the cache has no line. */
    private void leftOut(String directory, Set<String> names, Set<String> left) throws IOException {
        if (!(scene.jail().locate(directory) instanceof Location.Present at) || at.kind() != Inode.Kind.DIRECTORY) {
            return;
        }
        for (String name : Names.matching(scene.jail().onHost(at.realPath()), "lib*.so.*")) {
            boolean isAsked = scene.jail()
                    .inode(at.realPath().resolve(name))
                    .filter(inode -> inode.is(Inode.Kind.SYMLINK))
                    .isPresent();
            if (isAsked && !names.contains(name) && isSoname(at.realPath().resolve(name))) {
                left.add(directory + "/" + name);
            }
        }
    }

    /** True if ldconfig would name the link: the library behind it says that this is its name. */
    private boolean isSoname(JailPath link) throws IOException {
        return scene.libraries().closure(link) instanceof Closure closure
                && closure.program()
                        .elf()
                        .soname()
                        .filter(soname -> soname.bytes().equals(link.name()))
                        .isPresent();
    }

    private static String some(Set<String> paths) {
        List<String> examples =
                paths.stream().limit(EXAMPLES).map(Printable::of).collect(Collectors.toList());
        return paths.size() + ": " + String.join(", ", examples) + (paths.size() > EXAMPLES ? ", …" : "");
    }

    private void report(Kind kind, String reason) {
        scene.findings()
                .add(
                        kind,
                        PATH,
                        reason,
                        scene.mend(
                                PATH,
                                Mend.command("ldconfig -r", scene.request().jail())));
    }
}

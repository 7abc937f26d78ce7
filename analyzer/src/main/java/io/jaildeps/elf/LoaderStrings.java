package io.jaildeps.elf;

import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a glibc loader has compiled in, found in its bytes without running it. Its {@code system_dirs} (elf/dl-load.c) is
 * one array of names that all begin and end with a slash, and no other strings in it do:
 *
 * <pre>{@code /lib/x86_64-linux-gnu/\0/usr/lib/x86_64-linux-gnu/\0/lib/\0/usr/lib/\0}</pre>
 *
 * So the directories of any distribution are those of its own loader, whatever this program knows of it.
 */
record LoaderStrings(List<String> directories, Optional<String> cacheFile) {
    private static final LoaderStrings NONE = new LoaderStrings(List.of(), Optional.empty());
    /** Loaders have 150 to 300 KB. */
    private static final int MAX_BYTES = 8 << 20;

    private static final Pattern DIRECTORY = Pattern.compile("/(?:[A-Za-z0-9._+-]+/)+");
    private static final Pattern CACHE = Pattern.compile("/[A-Za-z0-9._+/-]+/ld\\.so\\.cache");

    LoaderStrings {
        directories = List.copyOf(directories);
    }

    static LoaderStrings of(String interpreter, Sysroot sysroot) throws IOException {
        if (!interpreter.startsWith("/")
                || !(sysroot.locate(interpreter) instanceof Location.Present at)
                || at.kind() != Inode.Kind.FILE) {
            return NONE;
        }
        try (var in = Files.newInputStream(sysroot.onHost(at.realPath()).toPath())) {
            return in(in.readNBytes(MAX_BYTES));
        }
    }

    static LoaderStrings in(byte[] loader) {
        List<String> best = List.of();
        List<String> run = new ArrayList<>();
        Optional<String> cache = Optional.empty();
        int start = 0;
        for (int i = 0; i < loader.length; i++) {
            if (loader[i] != 0) {
                continue;
            }
            if (i > start) {
                String text = loader[start] == '/' && i - start < 4096
                        ? new String(loader, start, i - start, StandardCharsets.ISO_8859_1)
                        : "";
                if (text.endsWith("/") && DIRECTORY.matcher(text).matches() && !run.contains(text)) {
                    run.add(text);
                } else if (!run.isEmpty()) {
                    run = new ArrayList<>();
                }
                if (run.size() > best.size()) {
                    best = run;
                }
                if (cache.isEmpty()
                        && text.endsWith(".cache")
                        && CACHE.matcher(text).matches()) {
                    cache = Optional.of(text);
                }
            }
            start = i + 1;
        }
        return new LoaderStrings(best, cache);
    }
}

package io.jaildeps.elf;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Inode;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which directories ldconfig(8) indexes: /etc/ld.so.conf with what it includes. Only ldconfig reads it; the loader knows
 * but the cache that was made of it.
 *
 * @param directories in file order, one char per byte
 * @param files the configuration files that were read, in order
 */
record LoaderConfig(List<String> directories, List<JailPath> files) {
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 10_000;
    private static final int MAX_DEPTH = 16;

    LoaderConfig {
        directories = List.copyOf(directories);
        files = List.copyOf(files);
    }

    /** Of /etc/ld.so.conf below this root; empty if there is none. */
    static LoaderConfig read(Sysroot sysroot) throws IOException {
        Reader reader = new Reader(sysroot);
        reader.read("/etc/ld.so.conf", 0);
        return new LoaderConfig(reader.directories, reader.files);
    }

    private static final class Reader {
        private final Sysroot sysroot;
        final List<String> directories = new ArrayList<>();
        final List<JailPath> files = new ArrayList<>();

        Reader(Sysroot sysroot) {
            this.sysroot = sysroot;
        }

        /** @param depth a file may include itself: ldconfig would not end */
        void read(String path, int depth) throws IOException {
            if (depth > MAX_DEPTH
                    || files.size() == MAX_FILES
                    || !(sysroot.locate(path) instanceof Location.Present at)
                    || at.kind() != Inode.Kind.FILE) {
                return;
            }
            files.add(at.path());
            for (String line : sysroot.text(path, MAX_BYTES).split("\n")) {
                int comment = line.indexOf('#');
                String[] words = (comment < 0 ? line : line.substring(0, comment))
                        .strip()
                        .split("[ \t\f\r]+");
                if (words[0].equals("include")) {
                    for (int i = 1; i < words.length; i++) {
                        include(words[i], path, depth);
                    }
                } else if (words[0].startsWith("/")) {
                    // "hwcap 1 nosegneg" is ignored by every glibc since 2.33; "/usr/libc5=libc5" names a type.
                    int type = words[0].indexOf('=');
                    directories.add(type < 0 ? words[0] : words[0].substring(0, type));
                }
            }
        }

        private void include(String pattern, String from, int depth) throws IOException {
            String absolute =
                    pattern.startsWith("/") ? pattern : from.substring(0, from.lastIndexOf('/') + 1) + pattern;
            List<String> matches = List.of("");
            for (String component : absolute.substring(1).split("/")) {
                List<String> next = new ArrayList<>();
                for (String directory : matches) {
                    for (String name : names(directory, component)) {
                        next.add(directory + "/" + name);
                    }
                }
                matches = next;
            }
            for (String match : matches) {
                read(match, depth + 1);
            }
        }

        private Iterable<String> names(String directory, String pattern) throws IOException {
            if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0 && pattern.indexOf('[') < 0) {
                return List.of(pattern);
            }
            TreeSet<String> names = new TreeSet<>();
            if (sysroot.locate(directory + "/") instanceof Location.Present at && at.kind() == Inode.Kind.DIRECTORY) {
                Path host = sysroot.onHost(at.realPath()).toPath();
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(host)) {
                    for (Path entry : entries) {
                        String name = HostPath.of(entry).name();
                        if (Glob.matches(pattern, name)) {
                            names.add(name);
                        }
                    }
                }
            }
            return names;
        }
    }
}

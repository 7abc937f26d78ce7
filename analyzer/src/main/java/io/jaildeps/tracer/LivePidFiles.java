package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pid files of services that live. A service that is traced on the host while another one of its kind is at work
 * writes the same file, and removes it when it ends; what was there is put back afterwards.
 */
public final class LivePidFiles {
    private static final int MAX_DEPTH = 3;
    private static final int MAX_BYTES = 64;

    private record PidFile(Path path, String text, Object uid, Object gid, Object mode) {}

    private final List<PidFile> files;

    private LivePidFiles(List<PidFile> files) {
        this.files = files;
    }

    /** Those below a directory such as /run whose processes live. */
    public static LivePidFiles below(HostPath directory) throws IOException {
        List<PidFile> files = new ArrayList<>();
        try (Stream<Path> paths = Files.find(
                directory.toPath(),
                MAX_DEPTH,
                (path, attributes) -> attributes.isRegularFile()
                        && attributes.size() <= MAX_BYTES
                        && path.toString().endsWith(".pid"))) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String text = Files.readString(path, StandardCharsets.ISO_8859_1);
                if (livingPid(text).isPresent()) {
                    files.add(new PidFile(
                            path, text, attribute(path, "uid"), attribute(path, "gid"), attribute(path, "mode")));
                }
            }
        } catch (UncheckedIOException unreadable) {
            return new LivePidFiles(
                    List.of()); // without root some directories are closed, and nothing could be put back
        }
        return new LivePidFiles(files);
    }

    private static Object attribute(Path path, String name) throws IOException {
        return Files.getAttribute(path, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    }

    private static Optional<String> livingPid(String text) {
        String first = text.strip().lines().findFirst().orElse("").strip();
        return first.matches("[0-9]{1,9}") ? ProcessTree.startTicks(Long.parseLong(first)) : Optional.empty();
    }

    /** Puts back those that have changed or gone although their processes still live. */
    public void restore() throws IOException {
        for (PidFile file : files) {
            boolean same = Files.isRegularFile(file.path(), LinkOption.NOFOLLOW_LINKS)
                    && Files.readString(file.path(), StandardCharsets.ISO_8859_1)
                            .equals(file.text());
            Path directory = file.path().getParent();
            if (!same
                    && directory != null
                    && Files.isDirectory(directory)
                    && livingPid(file.text()).isPresent()) {
                Path temporary = file.path().resolveSibling(file.path().getFileName() + ".jaildeps");
                Files.deleteIfExists(temporary);
                Files.createFile(temporary);
                Files.writeString(temporary, file.text(), StandardCharsets.ISO_8859_1);
                Files.setAttribute(temporary, "unix:uid", file.uid());
                Files.setAttribute(temporary, "unix:gid", file.gid());
                Files.setAttribute(temporary, "unix:mode", file.mode());
                Files.move(temporary, file.path(), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}

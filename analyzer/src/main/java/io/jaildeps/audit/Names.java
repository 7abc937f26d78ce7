package io.jaildeps.audit;

import io.jaildeps.path.HostPath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** The names in a directory, sorted by their bytes, one char per byte. */
final class Names {
    private Names() {}

    /** @throws IOException if it can not be listed to its end */
    static List<String> of(HostPath directory) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.toPath())) {
            for (Path entry : entries) {
                names.add(HostPath.of(entry).name());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return List.copyOf(names);
    }

    /** Those that a pattern with {@code *} fits; none if the directory can not be listed. */
    static List<String> matching(HostPath directory, String pattern) throws IOException {
        try {
            return of(directory).stream()
                    .filter(name -> Wildcard.matches(pattern, name))
                    .toList();
        } catch (FileSystemException unreadable) {
            return List.of(); // the walk through the jail reports it
        }
    }
}

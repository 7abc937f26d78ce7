package io.jaildeps.manifest;

import io.jaildeps.path.JailPath;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a jail's files were exactly when it was built: all that changes with an update of the host and so is not in the
 * manifest. Sorted by path.
 */
public record Lock(List<File> files) {
    /** The version of the JSON form that this program writes, and the newest that it reads. */
    public static final int SCHEMA = 1;

    public Lock {
        files = files.stream().sorted(Comparator.comparing(File::path)).toList();
        Set<JailPath> seen = new HashSet<>();
        for (File file : files) {
            if (!seen.add(file.path())) {
                throw new IllegalArgumentException("two files " + file.path());
            }
        }
    }

    /**
     * One regular file.
     *
     * @param sha256 64 hexadecimal digits, small letters
     * @param packageName the package that brought it to the host, empty if unknown
     * @param packageVersion of that package, empty if unknown
     */
    public record File(JailPath path, long sizeBytes, String sha256, String packageName, String packageVersion) {
        public File {
            if (sizeBytes < 0 || !sha256.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("not a size and a SHA-256: " + sizeBytes + " " + sha256);
            }
        }
    }
}

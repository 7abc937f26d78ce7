package io.jaildeps.audit;

import io.jaildeps.path.Printable;
import io.jaildeps.path.UnixPath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why something could not be read, for people and without the file's name. */
final class Failures {
    private Failures() {}

    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "it has vanished";
        } else if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        String text = failure instanceof FileSystemException about && about.getReason() != null
                ? about.getReason()
                : String.valueOf(failure.getMessage());
        return Printable.of(UnixPath.utf8(text));
    }
}

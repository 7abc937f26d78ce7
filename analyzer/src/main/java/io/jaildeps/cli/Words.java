package io.jaildeps.cli;

import io.jaildeps.path.Printable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Text that came from outside, put into messages. */
final class Words {
    /** What Java puts in the place of bytes that are no character: the name that was meant is lost. */
    static final char UNDECODABLE = '\uFFFD';

    private Words() {}

    /** What somebody typed, with nothing in it that moves a cursor. */
    static String visible(String typed) {
        return Printable.of(TargetLookup.bytes(typed));
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** Why an operation on a file failed, without the file's name. */
    static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (failure instanceof AccessDeniedException) {
            return "permission denied";
        } else if (failure instanceof FileSystemException about && about.getReason() != null) {
            return lowerFirst(about.getReason());
        }
        return visible(String.valueOf(failure.getMessage()));
    }

    /** The JDK's message of a failure on a file is the file's name alone. */
    static String failure(IOException failure) {
        return failure instanceof FileSystemException about && about.getFile() != null
                ? "cannot use " + visible(about.getFile()) + ": " + reason(failure)
                : reason(failure);
    }

    static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}

package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import java.util.List;

/** What a search for one library came to. */
public sealed interface Resolution permits Resolution.Found, Resolution.NotFound {

    /** @param path a {@link Library#path()} of the closure */
    record Found(JailPath path, FoundBy by) implements Resolution {}

    /**
     * @param tried the file names that the loader would have tried, in its order, at most 256; one char per byte
     * @param stoppedBy what ended the search although a file was there, such as an invalid ELF header, fit for a
     *     terminal; empty if there was none
     */
    record NotFound(List<String> tried, String stoppedBy) implements Resolution {
        public NotFound {
            tried = List.copyOf(tried);
        }
    }
}

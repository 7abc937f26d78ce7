package io.jaildeps.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What reading a file gave.
 *
 * @param head its first bytes, at most 256, one char per byte
 * @param difference offset of the first byte that the host's file has otherwise; empty if there is none
 * @param sha256 64 hexadecimal digits, if asked for
 * @param secrets names of the rules whose pattern is in it
 * @param unreadable why it could not be read to its end, fit for a terminal; the rest then means nothing
 */
record FileFacts(
        String head,
        OptionalLong difference,
        Optional<String> sha256,
        List<String> secrets,
        Optional<String> unreadable) {
    FileFacts {
        secrets = List.copyOf(secrets);
    }

    static FileFacts unreadable(String reason) {
        return new FileFacts("", OptionalLong.empty(), Optional.empty(), List.of(), Optional.of(reason));
    }

    boolean isElf() {
        return head.startsWith("\u007fELF");
    }
}

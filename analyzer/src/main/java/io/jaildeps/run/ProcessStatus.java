package io.jaildeps.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a process is allowed, from its proc_pid_status(5). */
record ProcessStatus(Map<String, String> fields) {
    // Uid:	105	105	105	105
    // CapBnd:	0000000000040080
    static ProcessStatus of(String text) {
        return new ProcessStatus(text.lines()
                .map(line -> line.split(":", 2))
                .filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> part[1].strip(), (first, second) -> first)));
    }

    /** The numbers of a line: real, effective, saved and file system id of Uid and Gid. */
    List<Long> numbers(String field) {
        return Arrays.stream(text(field).split("\\s+"))
                .filter(word -> word.matches("[0-9]{1,10}"))
                .map(Long::parseLong)
                .toList();
    }

    /** The bits of a set of capabilities; all of them if the line is absent. */
    long mask(String field) {
        String text = text(field);
        return text.matches("[0-9a-f]{16}") ? Long.parseUnsignedLong(text, 16) : -1;
    }

    String text(String field) {
        return fields.getOrDefault(field, "");
    }
}

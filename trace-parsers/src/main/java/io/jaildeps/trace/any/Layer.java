package io.jaildeps.trace.any;

import io.jaildeps.trace.LineSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What somebody put around or into the lines of a trace. A line without it stays as it is. */
interface Layer {
    /** Takes it off the line, in place. */
    void strip(LineSource line);

    /** All that the lines may have, with one char per byte. */
    static List<Layer> candidates(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        List<Layer> layers = new ArrayList<>(Margin.candidates(lines));
        Ending.candidate(lines).ifPresent(layers::add);
        Typography.candidate(lines).ifPresent(layers::add);
        Markdown.candidate(lines).ifPresent(layers::add);
        Colours.candidate(lines).ifPresent(layers::add);
        return layers;
    }

    /** Whether at least half of the lines have something. */
    static boolean isOn(List<String> lines, Predicate<String> has) {
        long having = lines.stream().filter(has).count();
        return having > 0 && having * 2 >= lines.size();
    }

    default String without(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try (Stripped stripped = new Stripped(new ByteArrayInputStream(bytes), this)) {
            return new String(stripped.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read from memory", e);
        }
    }
}

package io.jaildeps.reports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lays JSON out for grep(1) and for reviews: each field of the document and each item of its lists is one line. */
final class ItemPerLine implements PrettyPrinter {
    private static final String STEP = " ";

    /** For each open object or list, whether its parts stand on lines of their own. */
    private final Deque<Boolean> broken = new ArrayDeque<>();

    @Override
    public void writeStartObject(JsonGenerator json) throws IOException {
        broken.push(broken.isEmpty());
        json.writeRaw('{');
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) throws IOException {
        breakLine(json, "");
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        json.writeRaw(',');
        breakLine(json, " ");
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) throws IOException {
        broken.pop();
        json.writeRaw('}');
    }

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        broken.push(broken.size() == 1);
        json.writeRaw('[');
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        breakLine(json, "");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(',');
        breakLine(json, " ");
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        broken.pop();
        json.writeRaw(']');
    }

    @Override
    public void writeRootValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
    }

    private void breakLine(JsonGenerator json, String otherwise) throws IOException {
        json.writeRaw(Boolean.TRUE.equals(broken.peek()) ? "\n" + STEP.repeat(broken.size()) : otherwise);
    }
}

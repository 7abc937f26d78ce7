package io.jaildeps.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One JSON object while it is written, in the order of the calls. Field names are written out where they are used, not
 * taken from the names of Java's components, so that renaming one can not change what others read.
 */
final class JsonText {
    /** A library needs two levels; a chain of libraries is longer than Jackson's default allows before it is absurd. */
    private static final int MAX_DEPTH = 20_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final JsonGenerator json;

    private JsonText(JsonGenerator json) {
        this.json = json;
    }

    /** The whole document, ending with a newline. */
    static String of(Consumer<JsonText> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(new ItemPerLine());
            json.writeStartObject();
            fields.accept(new JsonText(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        return text.append('\n').toString();
    }

    void put(String name, String value) {
        run(() -> json.writeStringField(name, value));
    }

    void putUnlessEmpty(String name, String value) {
        if (!value.isEmpty()) {
            put(name, value);
        }
    }

    void put(String name, long value) {
        run(() -> json.writeNumberField(name, value));
    }

    void put(String name, boolean value) {
        run(() -> json.writeBooleanField(name, value));
    }

    void object(String name, Runnable fields) {
        run(() -> json.writeObjectFieldStart(name));
        fields.run();
        run(json::writeEndObject);
    }

    void texts(String name, List<String> texts) {
        run(() -> json.writeArrayFieldStart(name));
        texts.forEach(text -> run(() -> json.writeString(text)));
        run(json::writeEndArray);
    }

    <T> void objects(String name, List<T> items, BiConsumer<JsonText, T> fields) {
        run(() -> json.writeArrayFieldStart(name));
        for (T item : items) {
            run(json::writeStartObject);
            fields.accept(this, item);
            run(json::writeEndObject);
        }
        run(json::writeEndArray);
    }

    private static void run(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}

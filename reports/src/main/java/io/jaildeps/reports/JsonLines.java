package io.jaildeps.reports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** Writes objects of JSON, one a line, as they come. Pure ASCII, since paths need not be UTF-8. */
public final class JsonLines implements Closeable {
    private final JsonGenerator json;
    private final Writer out;
    private boolean isBegun;

    /** @param out is flushed at the end, and left open */
    public JsonLines(Writer out) throws IOException {
        this.out = out;
        this.json = JsonFactory.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                .build()
                .createGenerator(out);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    public void write(EventLine event) throws IOException {
        isBegun = true;
        List<EventLine.Argument> arguments = event.arguments();
        EventLine.Argument first = arguments.isEmpty() ? EventLine.Argument.NONE : arguments.get(0);
        json.writeStartObject();
        json.writeNumberField("line", event.line());
        json.writeNumberField("pid", event.caller().pid());
        json.writeNumberField("tid", event.caller().tid());
        json.writeStringField("call", event.call());
        textOrNull("path", first.path());
        textOrNull("dirfd", first.dirfd());
        textOrNull("resolved", first.resolved());
        if (arguments.size() > 1) {
            EventLine.Argument second = arguments.get(1);
            textOrNull("path2", second.path());
            textOrNull("dirfd2", second.dirfd());
            textOrNull("resolved2", second.resolved());
        }
        textOrNull("flags", event.flags());
        if (event.result().value().isPresent()) {
            json.writeNumberField("result", event.result().value().getAsLong());
        } else {
            json.writeNullField("result");
        }
        textOrNull("errno", event.result().errno());
        flag("cut", arguments.stream().anyMatch(EventLine.Argument::cut));
        flag("injected", event.result().injected());
        json.writeEndObject();
    }

    public void write(AccessLine access) throws IOException {
        isBegun = true;
        json.writeStartObject();
        json.writeNumberField("line", access.line());
        json.writeNumberField("pid", access.pid());
        text("program", access.program());
        json.writeStringField("call", access.call());
        AccessLine.What what = access.what();
        json.writeStringField("kind", what.kind());
        json.writeStringField("path", what.path());
        if (!what.root().equals("/")) {
            json.writeStringField("root", what.root());
        }
        json.writeBooleanField("follows", what.follows());
        text("landed", what.landed());
        text("errno", what.errno());
        json.writeEndObject();
    }

    public void write(TraceCount count) throws IOException {
        isBegun = true;
        json.writeStartObject();
        json.writeStringField("trace", count.trace());
        json.writeNumberField("lines", count.read().lines());
        json.writeNumberField("calls", count.read().calls());
        json.writeNumberField("skipped", count.read().skipped());
        json.writeNumberField("unparsed", count.read().unparsed());
        json.writeNumberField("accesses", count.accesses());
        json.writeNumberField("paths", count.paths());
        json.writeEndObject();
    }

    private void text(String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    private void textOrNull(String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        } else {
            json.writeNullField(name);
        }
    }

    private void flag(String name, boolean isSet) throws IOException {
        if (isSet) {
            json.writeBooleanField(name, true);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
        if (isBegun) {
            out.write('\n');
        }
        out.flush();
    }
}

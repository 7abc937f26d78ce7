package io.jaildeps.elf;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds {@code .note.dlopen} through PT_NOTE: owner {@code FDO}, type 0x407c0c0a, and as its content a JSON array:
 *
 * <pre>{@code [{"feature":"lz4","description":"…","priority":"suggested","soname":["liblz4.so.1"]}]}</pre>
 *
 * A note that can not be read is left out: neither kernel nor loader ever looks at it, so the file is as good as without.
 */
final class DlopenNotes {
    private static final String OWNER = "FDO\0";
    private static final long TYPE = 0x407c0c0aL;
    /** Notes are a few hundred bytes; the largest segment of a core dump would be read in vain. */
    private static final int MAX_SEGMENT = 1 << 20;

    private static final int MAX_SONAMES = 4096;

    private DlopenNotes() {}

    static List<DlopenNote> read(ElfBytes file, List<Segment> segments) throws IOException {
        List<DlopenNote> found = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.type() == Segment.NOTE && segment.fileSize() > 0 && segment.fileSize() <= MAX_SEGMENT) {
                try {
                    read(file, segment, found);
                } catch (BadElf unreadableNote) {
                    // As good as without it.
                }
            }
        }
        return found;
    }

    private static void read(ElfBytes file, Segment segment, List<DlopenNote> found) throws IOException, BadElf {
        long end = segment.offset() + segment.fileSize();
        long at = segment.offset();
        while (at + 12 <= end) {
            long nameSize = file.u32(at);
            long contentSize = file.u32(at + 4);
            long type = file.u32(at + 8);
            long content = at + 12 + align(nameSize);
            if (content + contentSize > end) {
                return;
            }
            if (type == TYPE
                    && nameSize == OWNER.length()
                    && file.bytes(at + 12, OWNER.length()).equals(OWNER)) {
                parse(file.bytes(content, (int) contentSize), found);
            }
            at = content + align(contentSize);
        }
    }

    private static long align(long size) {
        return (size + 3) & ~3L;
    }

    private static void parse(String content, List<DlopenNote> found) throws IOException {
        int nul = content.indexOf('\0');
        String json = nul < 0 ? content : content.substring(0, nul);
        try (JsonParser parser = new JsonFactory().createParser(json.getBytes(StandardCharsets.ISO_8859_1))) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return;
            }
            List<DlopenNote> notes = new ArrayList<>();
            JsonToken token = parser.nextToken();
            while (token == JsonToken.START_OBJECT) {
                DlopenNote note = entry(parser);
                if (!note.sonames().isEmpty()) {
                    notes.add(note);
                }
                token = parser.nextToken();
            }
            found.addAll(notes);
        } catch (JacksonException notJson) {
            // As good as without it.
        }
    }

    private static DlopenNote entry(JsonParser parser) throws IOException {
        List<Soname> sonames = new ArrayList<>();
        String priority = "recommended";
        String feature = "";
        String description = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("soname") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() == JsonToken.VALUE_STRING && sonames.size() < MAX_SONAMES) {
                        sonames.add(new Soname(bytes(parser.getText())));
                    } else {
                        parser.skipChildren();
                    }
                }
            } else if (value == JsonToken.VALUE_STRING) {
                switch (field) {
                    case "priority" -> priority = bytes(parser.getText());
                    case "feature" -> feature = bytes(parser.getText());
                    case "description" -> description = bytes(parser.getText());
                    default -> {}
                }
            } else {
                parser.skipChildren();
            }
        }
        return new DlopenNote(sonames, priority, feature, description);
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}

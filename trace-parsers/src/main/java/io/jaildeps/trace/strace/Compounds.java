package io.jaildeps.trace.strace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks into a structure or an array: {@code {sa_family=AF_UNIX, sun_path="/run/x"}}, {@code ["ls", "-l"]}. Purely by
 * its brackets; what is cut or garbled gives fewer fields, never an exception.
 *
 * <p>An abstract socket's {@code sun_path=@"x"} is a text that begins with a NUL byte, as it is for the kernel.
 */
public final class Compounds {
    /** A named part of a structure. */
    public record Field(String name, Arg value) {}

    private Compounds() {}

    /** The value of the first field called {@code name}. */
    public static Optional<Arg> field(Arg.Compound compound, String name) {
        for (Field field : fields(compound)) {
            if (field.name().equals(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** All fields in their order, those that the call filled in ({@code {…} => {…}}) after those that it was given. */
    public static List<Field> fields(Arg.Compound compound) {
        byte[] b = compound.text().getBytes(StandardCharsets.ISO_8859_1);
        List<Field> fields = new ArrayList<>();
        ArgSpans spans = new ArgSpans();
        int open = Bytes.find(b, 0, b.length, '{');
        while (open < b.length) {
            int close = spans.split(b, open + 1, b.length, '}');
            for (int i = 0; i < spans.size(); i++) {
                int value = ArgReader.afterName(b, spans.from(i), spans.to(i));
                if (value > spans.from(i)) {
                    String name = Bytes.text(b, spans.from(i), Bytes.skipName(b, spans.from(i), value));
                    fields.add(new Field(name, ArgReader.read(b, value, spans.to(i))));
                }
            }
            open = close < 0 ? b.length : Bytes.find(b, close, b.length, '{');
        }
        return fields;
    }

    /** The elements of an array in their order; {@code ...} among them says that the tracer left some out. */
    public static List<Arg> elements(Arg.Compound compound) {
        byte[] b = compound.text().getBytes(StandardCharsets.ISO_8859_1);
        int open = 0;
        while (open < b.length && b[open] != '[' && b[open] != '{') {
            open++;
        }
        List<Arg> elements = new ArrayList<>();
        if (open < b.length) {
            ArgSpans spans = new ArgSpans();
            spans.split(b, open + 1, b.length, b[open] == '[' ? ']' : '}');
            for (int i = 0; i < spans.size(); i++) {
                addElements(elements, b, spans.from(i), spans.to(i));
            }
        }
        return elements;
    }

    // before 4.20, getdents put blanks between: {{d_ino=1, d_name="."} {d_ino=2, d_name=".."}}
    private static void addElements(List<Arg> elements, byte[] b, int from, int to) {
        int start = from;
        while (start < to && b[start] == '{') {
            int close = new ArgSpans().split(b, start + 1, to, '}');
            if (close < 0 || close + 1 == to || b[Bytes.skipBlanks(b, close + 1, to)] != '{') {
                break;
            }
            elements.add(ArgReader.read(b, start, close + 1));
            start = Bytes.skipBlanks(b, close + 1, to);
        }
        elements.add(ArgReader.read(b, start, to));
    }
}

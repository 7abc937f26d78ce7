package io.jaildeps.access;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.strace.Compounds;
import java.util.ArrayList;
import java.util.List;

/** The list of names and values that FreeBSD's nmount(2) and jail_set(2) take. */
final class Parameters {
    /** A list of structures; what is deeper is no such list. */
    private static final int DEPTH = 2;

    private Parameters() {}

    // [{"fstype",7},{"nullfs",7},{"fspath",7},{"/mnt",5}]
    /** The values of the wanted names that are paths. */
    static List<String> values(Arg list, List<String> wanted) {
        List<String> texts = new ArrayList<>();
        collect(list, texts, 0);
        List<String> values = new ArrayList<>();
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            if (wanted.contains(texts.get(i)) && isPath(texts.get(i + 1))) {
                values.add(texts.get(i + 1));
            }
        }
        return values;
    }

    private static boolean isPath(String value) {
        return value.startsWith("/") && value.indexOf(0) < 0;
    }

    private static void collect(Arg arg, List<String> texts, int depth) {
        if (arg instanceof Arg.Text text) {
            texts.add(text.bytes());
        } else if (arg instanceof Arg.Compound compound && depth < DEPTH) {
            Compounds.elements(compound).forEach(element -> collect(element, texts, depth + 1));
        }
    }
}

package io.jaildeps.reports;

import java.util.List;

/**
 * An ELF file and the libraries that its loader would load, as a tree.
 *
 * @param interpreter its PT_INTERP; empty for a static program or a library
 */
public record LddReport(String file, String interpreter, List<Library> needed) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public LddReport {
        file = Visible.of(file);
        interpreter = Visible.of(interpreter);
        needed = List.copyOf(needed);
    }

    /** One DT_NEEDED, in the order of the file that asks for it. */
    public sealed interface Library {
        String soname();

        /** What this library asks for in turn; empty where that stands elsewhere in the tree. */
        List<Library> needed();
    }

    /**
     * A library that was found.
     *
     * @param how what led to it: {@code RUNPATH $ORIGIN/../lib}, {@code ld.so.cache}
     * @param repeated true if what it needs is told at another place of the tree
     */
    public record Found(String soname, String path, String how, boolean repeated, List<Library> needed)
            implements Library {
        public Found {
            soname = Visible.of(soname);
            path = Visible.of(path);
            how = Visible.of(how);
            needed = List.copyOf(needed);
        }
    }

    /** A library that is nowhere. @param tried the paths that were looked at, in that order */
    public record NotFound(String soname, List<String> tried) implements Library {
        public NotFound {
            soname = Visible.of(soname);
            tried = Visible.all(tried);
        }

        @Override
        public List<Library> needed() {
            return List.of();
        }
    }
}

package io.jaildeps.reports;

import java.util.List;

/** ELF files and the libraries that their loader would load. @param files in the order in which they were asked about */
public record LddReport(List<File> files) {
    /** The version of the JSON form. */
    public static final int SCHEMA = 1;

    public LddReport {
        files = List.copyOf(files);
    }

    /** What one file turned out to be. */
    public sealed interface File {
        String file();
    }

    /**
     * A file that the loader completes.
     *
     * @param interpreter its PT_INTERP; empty for a library
     * @param needed what it asks for itself, as a tree
     * @param missing what is nowhere, at any depth
     */
    public record Dynamic(String file, String interpreter, List<Library> needed, List<String> missing) implements File {
        public Dynamic {
            file = Visible.of(file);
            interpreter = Visible.of(interpreter);
            needed = List.copyOf(needed);
            missing = Visible.all(missing);
        }
    }

    /** A program that starts without a loader. */
    public record Static(String file) implements File {
        public Static {
            file = Visible.of(file);
        }
    }

    /** A file that no loader takes, or that can not be read. @param reason why, in words */
    public record Unusable(String file, String reason) implements File {
        public Unusable {
            file = Visible.of(file);
            reason = Visible.of(reason);
        }
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

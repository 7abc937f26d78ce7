package io.jaildeps.elf;

import io.jaildeps.path.JailPath;
import io.jaildeps.path.Printable;

/** Why the loader took this file: the step of ld.so(8)'s search that had it. */
public sealed interface FoundBy {

    /** The step in one word, for a machine: {@code rpath}, {@code runpath}, {@code cache} and so on. */
    String kind();

    /** The step in a few words, for a person; fit for a terminal. */
    default String describe() {
        return kind();
    }

    /** It is the program itself. */
    record Program() implements FoundBy {
        @Override
        public String kind() {
            return "program";
        }
    }

    /** @param of whose DT_RPATH: the file that needs it, one that loaded that file, or the program
     *  @param entry as it stands in the file, one char per byte */
    record Rpath(JailPath of, String entry) implements FoundBy {
        @Override
        public String kind() {
            return "rpath";
        }

        @Override
        public String describe() {
            return "rpath " + Printable.of(entry) + " of " + of;
        }
    }

    /** @param entry of LD_LIBRARY_PATH, one char per byte */
    record LibraryPath(String entry) implements FoundBy {
        @Override
        public String kind() {
            return "library-path";
        }

        @Override
        public String describe() {
            return "LD_LIBRARY_PATH " + Printable.of(entry);
        }
    }

    /** @param of whose DT_RUNPATH: always the file that needs it
     *  @param entry as it stands in the file, one char per byte */
    record Runpath(JailPath of, String entry) implements FoundBy {
        @Override
        public String kind() {
            return "runpath";
        }

        @Override
        public String describe() {
            return "runpath " + Printable.of(entry) + " of " + of;
        }
    }

    /** @param file such as /etc/ld.so.cache */
    record Cache(JailPath file) implements FoundBy {
        @Override
        public String kind() {
            return "cache";
        }

        @Override
        public String describe() {
            return file.name();
        }
    }

    /** @param file that names the directory, such as /var/run/ld-elf.so.hints */
    record Hints(JailPath file) implements FoundBy {
        @Override
        public String kind() {
            return "hints";
        }

        @Override
        public String describe() {
            return file.name();
        }
    }

    /** @param directory compiled into the loader, or listed in musl's path file; one char per byte */
    record DefaultDirectory(String directory) implements FoundBy {
        @Override
        public String kind() {
            return "default";
        }

        @Override
        public String describe() {
            return "default path";
        }
    }

    /** The name has a slash in it and was opened as it is. */
    record Direct() implements FoundBy {
        @Override
        public String kind() {
            return "direct";
        }
    }

    /** The same name, soname or inode was loaded before; no search was made. */
    record AlreadyLoaded() implements FoundBy {
        @Override
        public String kind() {
            return "loaded";
        }
    }

    /** It is the program's loader, which the kernel opened for PT_INTERP. */
    record Interpreter() implements FoundBy {
        @Override
        public String kind() {
            return "interpreter";
        }
    }
}

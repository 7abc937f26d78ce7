package io.jaildeps.build;

import io.jaildeps.elf.Closure;
import io.jaildeps.elf.LibrarySearch;
import io.jaildeps.elf.LoaderEnvironment;
import io.jaildeps.manifest.Manifest;
import io.jaildeps.path.JailPath;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.Collection;

/** The system that a recorded run was made on, as a manifest names it. */
final class TracedPlatform {
    /** Where no file of the system says which processor it is for. */
    static final String UNKNOWN = "unknown";

    private TracedPlatform() {}

    /**
     * The platform of a tree that is not this host's own.
     *
     * @param programs what was executed; the first of them that is an ELF file in the tree tells the processor
     */
    static Manifest.Platform of(TraceSystem system, Sysroot tree, Collection<JailPath> programs) throws IOException {
        LibrarySearch files = new LibrarySearch(tree, LoaderEnvironment.CLEAN);
        for (JailPath program : programs) {
            if (files.closure(program) instanceof Closure closure) {
                return new Manifest.Platform(
                        os(system), closure.program().elf().abi().architecture());
            }
        }
        return new Manifest.Platform(os(system), UNKNOWN);
    }

    /** As {@code uname -s} prints it, in lower case. */
    static String os(TraceSystem system) {
        return switch (system) {
            case LINUX -> "linux";
            case FREEBSD -> "freebsd";
            case DRAGONFLY -> "dragonfly";
            case NETBSD -> "netbsd";
            case OPENBSD -> "openbsd";
            case ILLUMOS -> "sunos";
            case AIX -> "aix";
            case HPUX -> "hp-ux";
            case MACOS -> "darwin";
        };
    }
}

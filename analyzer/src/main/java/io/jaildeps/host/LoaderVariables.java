package io.jaildeps.host;

import java.util.Set;

/**
 * Variables by which the C library loads files into any program, see ld.so(8), "secure-execution mode": a tool that has them
 * in its environment obeys them, though they are meant for the program that it starts.
 */
public final class LoaderVariables {
    private static final Set<String> NAMES = Set.of(
            "GCONV_PATH",
            "GETCONF_DIR",
            "GLIBC_TUNABLES",
            "HOSTALIASES",
            "LOCALDOMAIN",
            "LOCPATH",
            "MALLOC_TRACE",
            "NIS_PATH",
            "NLSPATH",
            "RESOLV_HOST_CONF",
            "RES_OPTIONS");

    private LoaderVariables() {}

    /** Whether the loader or the C library of a program would heed it. */
    public static boolean obeyed(String name) {
        return name.startsWith("LD_") || NAMES.contains(name);
    }
}

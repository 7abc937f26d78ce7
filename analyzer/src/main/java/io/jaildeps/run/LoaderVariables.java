package io.jaildeps.run;

import java.util.Set;

/**
 * Variables by which the C library loads files into any program, see ld.so(8), "secure-execution mode". The last tool
 * before the jailed program is one of the host's, runs as root and has the program's environment already.
 */
final class LoaderVariables {
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

    static boolean obeyed(String name) {
        return name.startsWith("LD_") || NAMES.contains(name);
    }
}

package io.jaildeps.elf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the CPU can do, as far as it changes where the loader looks: ld.so(8), "Hardware capabilities".
 *
 * @param supported the subdirectories of {@code glibc-hwcaps} that it takes, such as {@code x86-64-v3}
 * @param legacy further subdirectories in search order, such as {@code tls/x86_64}: a glibc before 2.37 tries them
 */
public record Hwcaps(Set<String> supported, List<String> legacy) {
    /** Nothing special: only the plain directories are searched. */
    public static final Hwcaps NONE = new Hwcaps(Set.of(), List.of());

    /** System V ABI for x86-64, "Micro-architecture levels", in the words of /proc/cpuinfo. */
    private static final List<List<String>> X86_64_LEVELS = List.of(
            List.of("cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"),
            List.of("avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"),
            List.of("avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"));

    public Hwcaps {
        supported = Set.copyOf(supported);
        legacy = List.copyOf(legacy);
    }

    /** Those of the CPU that this program runs on; none where /proc is not mounted. */
    public static Hwcaps ofThisMachine() {
        try {
            // A page for each of hundreds of CPUs: the first one is enough, all have the same flags.
            try (var in = Files.newInputStream(Path.of("/proc/cpuinfo"))) {
                return ofCpuinfo(new String(in.readNBytes(8192), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException unknownCpu) {
            return NONE;
        }
    }

    /** @param cpuinfo the beginning of /proc/cpuinfo; only x86-64 levels are told by it, others are to be given by name */
    static Hwcaps ofCpuinfo(String cpuinfo) {
        Set<String> flags = cpuinfo.lines()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> new HashSet<>(
                        List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+"))))
                .orElse(new HashSet<>());
        Set<String> supported = new TreeSet<>();
        for (int level = 0; level < X86_64_LEVELS.size(); level++) {
            if (!flags.containsAll(X86_64_LEVELS.get(level))) {
                break;
            }
            supported.add("x86-64-v" + (level + 2));
        }
        return new Hwcaps(supported, List.of());
    }

    /**
     * The same with the subdirectories that a glibc before 2.37 makes of all combinations of some names.
     *
     * @param names in the loader's order, such as {@code tls}, the platform, the CPU's features; at most 8
     */
    public Hwcaps withLegacy(List<String> names) {
        if (names.size() > 8) {
            throw new IllegalArgumentException("too many names: " + names.size());
        }
        List<String> combinations = new ArrayList<>();
        for (int mask = (1 << names.size()) - 1; mask > 0; mask--) {
            List<String> chosen = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if ((mask & 1 << (names.size() - 1 - i)) != 0) {
                    chosen.add(names.get(i));
                }
            }
            combinations.add(String.join("/", chosen));
        }
        return new Hwcaps(supported, combinations);
    }

    /** What the loader puts between a directory and a library's name, best first and the empty string last. */
    List<String> subdirectories(Loader loader) {
        List<String> found = new ArrayList<>();
        for (String name : active(loader)) {
            found.add("glibc-hwcaps/" + name + "/");
        }
        legacy.forEach(name -> found.add(name + "/"));
        found.add("");
        return found;
    }

    /** The supported ones that a loader of this platform knows, best first. */
    List<String> active(Loader loader) {
        return loader.platform()
                .map(platform ->
                        platform.hwcaps().stream().filter(supported::contains).toList())
                .orElse(List.of());
    }
}

package io.jaildeps.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The names that a kernel looked up for one call, as ktrace(1) records them, beside the arguments that they are. The
 * arguments themselves are addresses there.
 *
 * @param byPosition the path arguments, as far as the kernel got to them
 * @param probes what was looked for in the directory of an emulation, in vain, before the name itself
 * @param others names that are no argument: the interpreters of a program
 */
record LookedUp(Map<Integer, String> byPosition, List<Probe> probes, List<String> others) {
    static final LookedUp NOTHING = new LookedUp(Map.of(), List.of(), List.of());
    private static final Pattern EMULATION = Pattern.compile("/(emul|compat)/[^/]+");

    /** @param position of the argument that was meant */
    record Probe(int position, String name) {}

    /**
     * Tells which name is which argument: their order is the same.
     *
     * @param positions the call's path arguments
     */
    static LookedUp of(List<String> names, List<Integer> positions) {
        for (String name : names) {
            if (name.indexOf(0) >= 0) {
                return of(names.stream().map(LookedUp::beforeNul).toList(), positions);
            }
        }
        List<String> kept = new ArrayList<>();
        List<String> probed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            boolean isProbe = i + 1 < names.size() && isEmulated(names.get(i), names.get(i + 1));
            if (!isProbe) {
                boolean repeated = !kept.isEmpty() && kept.get(kept.size() - 1).equals(names.get(i));
                // mkdir and unlink look up their last component again; rename("a", "a") has two arguments
                if (!repeated || kept.size() < positions.size()) {
                    kept.add(names.get(i));
                    probed.add(i > 0 && isEmulated(names.get(i - 1), names.get(i)) ? names.get(i - 1) : "");
                }
            }
        }
        Map<Integer, String> byPosition = new TreeMap<>();
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < Math.min(kept.size(), positions.size()); i++) {
            byPosition.put(positions.get(i), kept.get(i));
            if (!probed.get(i).isEmpty()) {
                probes.add(new Probe(positions.get(i), probed.get(i)));
            }
        }
        List<String> others = kept.subList(Math.min(kept.size(), positions.size()), kept.size());
        return new LookedUp(byPosition, probes, List.copyOf(others));
    }

    /** What a kernel would have looked up: only a damaged trace has more. */
    private static String beforeNul(String name) {
        int nul = name.indexOf(0);
        return nul < 0 ? name : name.substring(0, nul);
    }

    // NAMI  "/emul/linux/etc/ld.so.preload"
    // NAMI  "/etc/ld.so.preload"
    private static boolean isEmulated(String first, String second) {
        if (!second.startsWith("/") || !first.endsWith(second)) {
            return false;
        }
        return isEmulation(first.substring(0, first.length() - second.length()));
    }

    /** True of the directory in which another system's files are looked for first: {@code /emul/linux}. */
    static boolean isEmulation(String name) {
        return EMULATION.matcher(name).matches();
    }

    Optional<String> at(int position) {
        return byPosition.isEmpty() ? Optional.empty() : Optional.ofNullable(byPosition.get(position));
    }

    /** The first name of all. */
    Optional<String> first() {
        return byPosition.values().stream().findFirst().or(() -> others.stream().findFirst());
    }
}

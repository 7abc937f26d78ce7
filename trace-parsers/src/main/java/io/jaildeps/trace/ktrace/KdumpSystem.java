package io.jaildeps.trace.ktrace;

import io.jaildeps.trace.TraceSystem;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whose kdump(1) printed a text: none says it, but the forms and the systems' own calls and files do. */
public final class KdumpSystem {
    /** As many bytes of a file are enough, and all are looked at. */
    public static final int HEAD_BYTES = 1 << 16;

    private static final int LONGEST_LINE = 512;

    /** A line that only one system prints; {@code weight} of lines of the others to outweigh it. */
    private record Sign(TraceSystem system, int weight, Pattern line) {
        Sign(TraceSystem system, int weight, String regex) {
            this(system, weight, Pattern.compile(regex));
        }
    }

    private static final List<Sign> SIGNS = List.of(
            // 26458 ktrace   EMUL  "native"    26458/481234  ls       CALL  kbind(0x7f7ffffd0820,0x28,0x1)
            new Sign(TraceSystem.OPENBSD, 9, "EMUL +\"native\""),
            new Sign(TraceSystem.OPENBSD, 3, "^ *-?\\d+/\\d+ "),
            new Sign(
                    TraceSystem.OPENBSD,
                    3,
                    "(CALL|RET) +(pledge|unveil|kbind|getentropy|__tfork|__thr\\w+|mimmutable|sendsyslog|getthrid"
                            + "|msyscall|mquery|__get_tcb|__set_tcb|pinsyscalls?|getdtablecount)\\b"),
            new Sign(TraceSystem.OPENBSD, 2, "^ *\\d+ .* CALL +\\w+\\(\\)$"),
            new Sign(TraceSystem.OPENBSD, 2, " (PLDG|PINS|STRT)\\b|^\\t\\[\\d+\\] = \"|AF_UNIX, \"| bytes$"),
            new Sign(TraceSystem.OPENBSD, 2, "NAMI +\"/usr/libexec/ld\\.so\""),
            //   106      1 ktrace   EMUL  "netbsd"        106      1 ls       CALL  __stat50(0x7f7ff7a0,0x7f7fffffe4d8)
            new Sign(TraceSystem.NETBSD, 9, "EMUL +\"netbsd\\w*\""),
            new Sign(
                    TraceSystem.NETBSD,
                    3,
                    "(CALL|RET) +(compat_\\d+_\\w+|netbsd32_\\w+|__[a-z]+\\d\\d|_lwp_\\w+|___lwp_\\w+|__sigprocmask14|"
                            + "getvfsstat|statvfs1|__posix_\\w+|_ksem_\\w+)\\b"),
            new Sign(TraceSystem.NETBSD, 2, " (MISC|MIB|ARG|SAU|EXFD|MMSG|MOOL) "),
            new Sign(TraceSystem.NETBSD, 2, "NAMI +\"(/usr)?/libexec/ld\\.elf_so\""),
            //   830 perl     NAMI  "/usr/lib/dyld"
            new Sign(TraceSystem.MACOS, 3, "NAMI +\"(/usr/lib/dyld|/System/Library/|/usr/lib/libSystem)"),
            new Sign(
                    TraceSystem.MACOS,
                    3,
                    "(CALL|RET) +(load_shared_file|reset_shared_file|new_system_shared_regions|getattrlist|setattrlist"
                            + "|getdirentriesattr|exchangedata|checkuseraccess|searchfs|shared_region_map_file_np)\\b"),
            new Sign(TraceSystem.DRAGONFLY, 3, "^ *\\d+:\\d+ "),
            //   810 sixnix   CALL  lwp_gettid: the number has five columns, six elsewhere
            new Sign(TraceSystem.DRAGONFLY, 1, "^(    \\d|   \\d\\d|  \\d{3}| \\d{4}) \\S+ +(CALL|RET|NAMI) "),
            new Sign(
                    TraceSystem.DRAGONFLY,
                    3,
                    "(CALL|RET) +(lwp_\\w+|varsym_\\w+|umtx_sleep|umtx_wakeup|ext(pread|pwrite|accept|connect|exit)"
                            + "|set_tls_area|get_tls_area|sys_checkpoint|vmspace_\\w+|mountctl|usched_set)\\b"),
            new Sign(TraceSystem.DRAGONFLY, 3, "NAMI +\"/usr/libexec/ld-elf\\.so\\.2\""),
            //   817 ls       CALL  cap_enter        817 100123 ls       PFLT  0x2000 0x1<VM_PROT_READ>
            new Sign(
                    TraceSystem.FREEBSD,
                    3,
                    "(CALL|RET) +(compat\\d*\\.\\w+|cap_\\w+|thr_\\w+|_umtx_op|freebsd\\d+_\\w+|rtprio_thread|cpuset_\\w+"
                            + "|__sysctlbyname|linux_\\w+|sigfastblock|pdfork|elf_aux_info|funlinkat)\\b"),
            new Sign(TraceSystem.FREEBSD, 2, " (SCTL|CAP |PFLT|PRET|ENVS|EERR|CSW ) | [FLU](64|32|00)  "),
            new Sign(TraceSystem.FREEBSD, 3, "NAMI +\"/libexec/ld-elf(32)?\\.so\\.1\""),
            new Sign(TraceSystem.FREEBSD, 1, "^     \\d |^    \\d\\d |^   \\d{3} |^  \\d{4} "));

    private KdumpSystem() {}

    /**
     * The system of a text that is known to be kdump's. Without any sign it is {@link TraceSystem#FREEBSD}.
     *
     * @param head the first bytes, up to {@link #HEAD_BYTES} or all that there are
     */
    public static TraceSystem guess(byte[] head) {
        Map<TraceSystem, Integer> weights = new EnumMap<>(TraceSystem.class);
        // one of each: a file of empty lines would have a million
        List<Matcher> matchers =
                SIGNS.stream().map(sign -> sign.line().matcher("")).toList();
        String text = new String(head, StandardCharsets.ISO_8859_1);
        text.lines()
                .forEach(line -> weigh(line.substring(0, Math.min(line.length(), LONGEST_LINE)), matchers, weights));
        TraceSystem best = TraceSystem.FREEBSD;
        for (TraceSystem system : weights.keySet()) {
            best = weights.getOrDefault(system, 0) > weights.getOrDefault(best, 0) ? system : best;
        }
        return best;
    }

    /** @param matchers one for each sign, in their order */
    private static void weigh(String line, List<Matcher> matchers, Map<TraceSystem, Integer> weights) {
        for (int i = 0; i < matchers.size(); i++) {
            if (matchers.get(i).reset(line).find()) {
                Sign sign = SIGNS.get(i);
                weights.merge(sign.system(), sign.weight(), Integer::sum);
            }
        }
    }
}

package io.jaildeps.trace.any;

import io.jaildeps.trace.TraceFormat;
import io.jaildeps.trace.TraceSystem;
import io.jaildeps.trace.ktrace.KdumpSystem;
import io.jaildeps.trace.ktrace.KtraceLayout;
import java.util.regex.Pattern;

/** Which kernel a trace is about, where its tracer exists on several. */
final class Systems {
    // PID/LWP   SYSCALL(args)          = return      27547/1:  lwp_sigmask(0x3, 0x0, 0x0)      = 0xFFBFFEFF 0
    private static final Pattern SOLARIS_DTRUSS =
            Pattern.compile("PID/LWP|\\b(lwp_\\w+|l?xstat|resolvepath|memcntl|fdsync|llseek)\\(");

    // 91956/0x1cca76:  stat64("/usr/lib/libSystem.B.dylib\0", 0x7FF7, 0x0)       = -1 2
    private static final Pattern MACOS_DTRUSS = Pattern.compile("PID/THRD|^ *\\d+/0x|_nocancel\\(|\\.dylib|__mac_");

    private Systems() {}

    static TraceSystem of(TraceFormat format, byte[] head) {
        return switch (format) {
            case FREEBSD_TRUSS -> TraceSystem.FREEBSD;
            case SOLARIS_TRUSS -> TraceSystem.ILLUMOS;
            case AIX_TRUSS -> TraceSystem.AIX;
            case TUSC -> TraceSystem.HPUX;
            case FS_USAGE -> TraceSystem.MACOS;
            case DTRUSS -> dtruss(Detected.text(head));
            case KDUMP -> KdumpSystem.guess(head);
            case KTRACE -> KtraceLayout.detect(head).map(KtraceLayout::system).orElse(TraceSystem.FREEBSD);
            default -> TraceSystem.LINUX;
        };
    }

    private static TraceSystem dtruss(String head) {
        boolean isSolaris = head.lines()
                        .anyMatch(line -> SOLARIS_DTRUSS.matcher(line).find())
                && head.lines().noneMatch(line -> MACOS_DTRUSS.matcher(line).find());
        return isSolaris ? TraceSystem.ILLUMOS : TraceSystem.MACOS;
    }
}

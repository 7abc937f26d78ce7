package io.jaildeps.graph;

import io.jaildeps.access.FileAccess;
import io.jaildeps.access.PathUse;
import io.jaildeps.path.JailPath;
import io.jaildeps.tree.Location;
import io.jaildeps.tree.Sysroot;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Paths in file systems that the kernel makes up: they are mounted, if a step says so, and never copied. */
final class KernelPaths {
    private static final String RULE = "kernel-file-system";

    /** Every program with libselinux reads it when it starts, and says the same without: no reason to mount /proc. */
    private static final JailPath ASKED_BY_SELINUX = JailPath.of("/proc/filesystems");

    private static final Pattern THROUGH_PROCESS = Pattern.compile("^/proc/[^/]+/(task/[^/]+/)?(cwd|root)/.");

    private final Needs needs;
    private final Discovery discovery;
    private final Sysroot tree;
    private final MountTable mounts;
    private final Demand demand;
    private final UseReasons reasons;

    KernelPaths(Needs needs, Sysroot tree, MountTable mounts, Demand demand, UseReasons reasons) {
        this.needs = needs;
        this.discovery = needs.discovery();
        this.tree = tree;
        this.mounts = mounts;
        this.demand = demand;
        this.reasons = reasons;
    }

    /** The links that lead there, such as /dev/fd, are not the kernel's. */
    void take(Finding.InMount inMount) throws IOException {
        boolean onlyLooked = inMount.strength() == Finding.Strength.LOOKED_AT;
        for (JailPath link : onlyLooked ? List.<JailPath>of() : inMount.links()) {
            if (mounts.of(link).isEmpty()) {
                Reason way = Reason.of("path of", inMount.use().asked().lexical());
                discovery.graph().add(link, Need.EXISTENCE, way);
            }
        }
        throughProcess(inMount.use());
        Step step = inMount.mount().fstype().equals("proc") ? Step.PROC : Step.MOUNTS;
        boolean noReason =
                demand.has(Step.NAMED) && inMount.use().asked().lexical().equals(ASKED_BY_SELINUX);
        if (demand.has(step) && !onlyLooked && !noReason) {
            reasons.of(inMount.use())
                    .forEach(reason -> discovery.mount(
                            inMount.mount(), steady(inMount.use().asked().lexical()) + " " + reason));
        } else {
            discovery.leaveOut(RULE, inMount.use().asked().lexical());
        }
    }

    /** {@code /proc/self/cwd/f} is a file like any other; the tracer says which. */
    private void throughProcess(PathUse use) throws IOException {
        JailPath asked = use.asked().lexical();
        if (!THROUGH_PROCESS.matcher(asked.bytes()).find()) {
            return;
        }
        for (FileAccess access : use.done().values()) {
            String landed = access.place().landed();
            if (!landed.isEmpty()
                    && tree.locate(landed) instanceof Location.Present place
                    && mounts.on(place).isEmpty()) {
                needs.add(place, Need.CONTENT, UseReasons.of(access, "as " + steady(asked)), Role.OPENED);
            }
        }
    }

    /** Without the numbers of processes and threads, which are others each time. */
    private static String steady(JailPath inProc) {
        return inProc.toString().replaceFirst("^/proc/[0-9]+", "/proc/PID").replaceFirst("/task/[0-9]+", "/task/TID");
    }

    /** A pseudo-terminal's master is of no use without its slaves, see pts(4). */
    void addMountsOfDevices() {
        JailPath multiplexer = JailPath.of("/dev/ptmx");
        if (discovery.graph().needs(multiplexer)) {
            mounts.of(JailPath.of("/dev/pts/0"))
                    .ifPresent(mount -> discovery.mount(mount, "pseudo-terminals of " + multiplexer));
        }
    }
}

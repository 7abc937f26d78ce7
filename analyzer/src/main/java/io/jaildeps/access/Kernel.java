package io.jaildeps.access;

import io.jaildeps.trace.TraceEvent;
import io.jaildeps.trace.TraceSystem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What calls, their arguments and numbers mean to the kernel that a trace was recorded on. */
final class Kernel {
    private static final Map<TraceSystem, Kernel> KNOWN = new EnumMap<>(TraceSystem.class);

    private final TraceSystem system;
    private final CallTable table;
    private final CallNames names;
    private final Numbers numbers;

    private Kernel(TraceSystem system) {
        this.system = system;
        this.table = CallTable.of(system);
        this.names = new CallNames(system, table);
        this.numbers = Numbers.of(system);
    }

    static synchronized Kernel of(TraceSystem system) {
        return KNOWN.computeIfAbsent(system, Kernel::new);
    }

    /** Gives a call's arguments their meaning. */
    CallArgs read(TraceEvent.Call call) {
        if (runsLinux(call.name())) {
            Kernel linux = of(TraceSystem.LINUX);
            return linux.read(call, CallNames.ofEmulatedLinux(call.name()));
        }
        return read(call, names.plain(call.name()));
    }

    private CallArgs read(TraceEvent.Call call, String name) {
        List<CallTable.PathArg> paths = table.pathArgs(name);
        LookedUp lookedUp =
                call.names().isEmpty() ? LookedUp.NOTHING : LookedUp.of(call.names(), positions(name, paths));
        return new CallArgs(call, this, name, paths, lookedUp);
    }

    private static List<Integer> positions(String name, List<CallTable.PathArg> paths) {
        return name.equals("getcwd")
                ? List.of(0)
                : paths.stream().map(CallTable.PathArg::path).toList();
    }

    /** Programs for Linux on FreeBSD and NetBSD, as their tracers name them. */
    // linux_open("/etc/ld.so.cache",0x80000,00)          = 3 (0x3)
    private boolean runsLinux(String name) {
        return system != TraceSystem.LINUX && name.startsWith("linux_");
    }

    boolean is(TraceSystem asked) {
        return system == asked;
    }

    Numbers numbers() {
        return numbers;
    }
}

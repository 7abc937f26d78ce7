package io.jaildeps.tracer;

import io.jaildeps.host.Tools;
import io.jaildeps.trace.TraceSystem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The program that records what a target does.
 *
 * @param path absolute
 * @param system the kernel that we run on
 */
public record Tracer(Kind kind, String path, TraceSystem system) {
    /** How it is driven. */
    public enum Kind {
        /** strace(1) of Linux. */
        STRACE,
        /** truss(1) of FreeBSD, Solaris, illumos and AIX. */
        TRUSS,
        /** ktrace(1) of the BSDs; its records are read as they are, without kdump(1). */
        KTRACE;

        /** The program's name. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String path) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return Arrays.stream(values())
                    .filter(kind -> kind.word().equals(name))
                    .findFirst();
        }
    }

    /** @param path of a program that is called as its kind is */
    public static Optional<Tracer> at(String path, TraceSystem system) {
        return Kind.of(path).map(kind -> new Tracer(kind, path, system));
    }

    /**
     * The tracer that this system has.
     *
     * @throws CannotTrace if it has none
     */
    public static Tracer ofSystem(TraceSystem system) throws CannotTrace {
        for (Kind kind : kinds(system)) {
            Optional<String> path = Tools.find(kind.word());
            if (path.isPresent()) {
                return new Tracer(kind, path.get(), system);
            }
        }
        throw new CannotTrace("cannot trace: " + missing(system));
    }

    /** What is said when there is no tracer, with what to do. */
    static String missing(TraceSystem system) {
        return switch (system) {
            case LINUX ->
                "strace is not installed on this system;"
                        + " install the package strace (apt-get install strace, dnf install strace, apk add strace)";
            case HPUX, MACOS ->
                "this system's tracer cannot be driven; record with it and give the file to jaildeps parse";
            default -> "neither truss nor ktrace is in the system's directories";
        };
    }

    /** The tracers of a system, the one that tells most first. */
    private static List<Kind> kinds(TraceSystem system) {
        List<Kind> kinds = new ArrayList<>(
                switch (system) {
                    case LINUX -> List.of(Kind.STRACE);
                    case FREEBSD, ILLUMOS, AIX -> List.of(Kind.TRUSS);
                    case NETBSD, OPENBSD, DRAGONFLY -> List.of(Kind.KTRACE);
                    case HPUX, MACOS -> List.of();
                });
        if (!kinds.isEmpty()) {
            Arrays.stream(Kind.values()).filter(kind -> !kinds.contains(kind)).forEach(kinds::add);
        }
        return kinds;
    }

    /** The kernel of a Java property {@code os.name}; Linux if it is none that we know. */
    public static TraceSystem system(String osName) {
        return switch (osName) {
            case "FreeBSD" -> TraceSystem.FREEBSD;
            case "DragonFly", "DragonFlyBSD" -> TraceSystem.DRAGONFLY;
            case "NetBSD" -> TraceSystem.NETBSD;
            case "OpenBSD" -> TraceSystem.OPENBSD;
            case "SunOS" -> TraceSystem.ILLUMOS;
            case "AIX" -> TraceSystem.AIX;
            case "HP-UX" -> TraceSystem.HPUX;
            case "Mac OS X" -> TraceSystem.MACOS;
            default -> TraceSystem.LINUX;
        };
    }
}

package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.Arg;
import io.jaildeps.trace.Fd;
import io.jaildeps.trace.Outcome;
import io.jaildeps.trace.Pid;
import io.jaildeps.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts what fs_usage printed of a call to the places that its arguments have; those that it left out are empty words. */
record FsUsageCall(FsUsageLine line, FsUsageColumns columns, KernelNumbers numbers) {
    private static final Arg NOT_PRINTED = new Arg.Word("");
    /** A descriptor comes first. */
    private static final Set<String> OF_DIRECTORY = Set.of(
            "openat",
            "openat_nocancel",
            "fstatat",
            "fstatat64",
            "mkdirat",
            "unlinkat",
            "faccessat",
            "fchmodat",
            "fchownat",
            "readlinkat",
            "linkat",
            "renameat",
            "getattrlistat");

    TraceEvent.Call event(long number) {
        int pid = line.thread() <= Integer.MAX_VALUE ? (int) line.thread() : Pid.UNNAMED.number();
        return new TraceEvent.Call(
                number, new Pid(pid), line.thread(), line.name(), arguments(), List.of(), outcome(), false);
    }

    private boolean returnsDescriptor() {
        return line.name().startsWith("open")
                || line.name().startsWith("guarded_open")
                || line.name().equals("socket");
    }

    private Outcome outcome() {
        if (columns.errno() != 0) {
            return numbers.failure(columns.errno());
        } else if (!line.wide()) {
            return new Outcome.Unknown("");
        }
        List<Integer> descriptors = columns.descriptors();
        if (returnsDescriptor()) {
            return descriptors.isEmpty() ? new Outcome.Unknown("") : new Outcome.Returned(descriptors.get(0));
        }
        // dup     F=3    F=4
        long value = descriptors.size() > 1 ? descriptors.get(1) : Math.max(columns.count(), 0);
        return new Outcome.Returned(value);
    }

    private List<Arg> arguments() {
        List<Arg> args = new ArrayList<>(4);
        if (!returnsDescriptor() && !columns.descriptors().isEmpty()) {
            args.add(new Arg.Word(columns.descriptors().get(0).toString()));
        }
        for (int i = before(line.name()); i > 0; i--) {
            args.add(NOT_PRINTED);
        }
        if (line.full() && columns.dirfd().isEmpty() && OF_DIRECTORY.contains(line.name())) {
            args.add(NOT_PRINTED); // what the column had no room for
        }
        if (!columns.dirfd().isEmpty()) {
            int number = Integer.parseInt(columns.dirfd());
            args.add(new Arg.Descriptor(numbers.isWorkingDirectory(number) ? Fd.AT_FDCWD : new Fd(number), "", false));
        }
        for (String path : columns.paths()) {
            args.add(new Arg.Text(path, isCut()));
        }
        if (!columns.letters().isEmpty()) {
            if (line.name().startsWith("guarded_open")) {
                args.add(NOT_PRINTED);
                args.add(NOT_PRINTED);
            }
            args.add(new Arg.Word(flags()));
        }
        return args;
    }

    /** How many arguments of the call come before the one that is printed. */
    private static int before(String name) {
        return switch (name) {
            // symlink(text, path), posix_spawn(pid, path, …), symlinkat(text, fd, path), renameat(fd, from, fd, to)
            case "symlink", "posix_spawn", "symlinkat" -> 1;
            // mount(type, directory, flags, data)
            case "mount" -> 1;
            default -> 0;
        };
    }

    /** A path that is too long for its column has lost its beginning, one that leads to nothing its end. */
    private boolean isCut() {
        return line.full() || columns.begun();
    }

    private String flags() {
        boolean isAccess = line.name().contains("access");
        return isAccess ? ModeLetters.ofAccess(columns.letters()) : ModeLetters.ofOpen(columns.letters());
    }
}

package io.jaildeps.access;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What execve(2) looks up after the program itself, as ktrace(1) records it: the interpreter that a script names, then
 * the loader that this, or the program, has as PT_INTERP.
 */
final class ExecutedNames {
    // /libexec/ld-elf.so.1, /usr/libexec/ld.elf_so, /usr/libexec/ld.so, /usr/lib/dyld, /lib/64/ld.so.1
    private static final Pattern LOADER = Pattern.compile(".*/(ld[-.][^/]*|dyld)");

    private ExecutedNames() {}

    // CALL  execve(0xbfbff733,0xbfbff64c,0xbfbff65c)
    // NAMI  "./rc"
    // NAMI  "/usr/libexec/ld.elf_so"
    /** @param program the accesses of the call's own argument */
    static List<PathAccess> of(CallArgs args, ProcessState caller, List<PathAccess> program) {
        List<String> interpreters = args.lookedUp().others();
        if (interpreters.isEmpty() || program.isEmpty()) {
            return program;
        }
        List<PathAccess> all = new ArrayList<>(program);
        if (PathArguments.failed(args)) {
            // the kernel read the script's first line; it is the last name that failed
            PathAccess script = program.get(0);
            all.set(0, with(AccessKind.READ, script.given(), PathAccess.End.FOUND));
        }
        for (int i = 0; i < interpreters.size(); i++) {
            String name = interpreters.get(i);
            AccessKind kind = kind(name);
            PathAccess.End end = i + 1 < interpreters.size() ? PathAccess.End.FOUND : PathAccess.End.OF_CALL;
            all.add(with(kind, PathArguments.relative(name, caller), end));
        }
        return all;
    }

    private static AccessKind kind(String name) {
        if (LookedUp.isEmulation(name)) {
            return AccessKind.LOOK;
        }
        return LOADER.matcher(name).matches() ? AccessKind.READ : AccessKind.EXECUTE;
    }

    private static PathAccess with(AccessKind kind, GivenPath given, PathAccess.End end) {
        return new PathAccess(kind, Creation.NEVER, true, given, end);
    }
}

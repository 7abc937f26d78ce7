package io.jaildeps.access;

import java.util.Optional;

/** Where bpf(2) pins its objects in the file system, and gets them from. */
// bpf(BPF_OBJ_PIN, {pathname="/sys/fs/bpf/map", bpf_fd=3, file_flags=0}, 16) = 0
// bpf(BPF_OBJ_GET, {pathname="map", bpf_fd=0, file_flags=BPF_F_PATH_FD, path_fd=7</sys/fs/bpf>}, 20) = 5
final class BpfPins {
    private BpfPins() {}

    static Optional<PathAccess> of(CallArgs args, ProcessState caller) {
        boolean pins = args.isConstant(0, "BPF_OBJ_PIN");
        AccessKind kind = pins ? AccessKind.CREATE : AccessKind.READ;
        Creation creation = pins ? Creation.ALWAYS : Creation.NEVER;
        return path(args)
                .map(path -> new PathAccess(
                        kind, creation, !pins, new GivenPath(caller.fs().root(), base(args, caller), path)));
    }

    /** Empty if the command names no file. */
    static Optional<String> path(CallArgs args) {
        if (!args.name().equals("bpf") || !args.isConstant(0, "BPF_OBJ_PIN") && !args.isConstant(0, "BPF_OBJ_GET")) {
            return Optional.empty();
        }
        return args.field(1, "pathname").flatMap(CallArgs::path);
    }

    private static String base(CallArgs args, ProcessState caller) {
        return args.field(1, "path_fd")
                .flatMap(args::descriptor)
                .map(caller::pathOf)
                .orElse(caller.fs().cwd());
    }
}

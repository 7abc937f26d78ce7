package io.jaildeps.tracer;

import io.jaildeps.path.HostPath;
import io.jaildeps.path.JailPath;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param command absolute path and arguments, one char per byte
 * @param cwd the working directory as the target sees it
 * @param environment the target's whole environment
 * @param files where trace and output go
 */
public record RunSpec(
        List<String> command,
        JailPath cwd,
        Map<String, String> environment,
        Identity identity,
        Confinement confinement,
        Tracing tracing,
        Files files) {
    public RunSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** Who runs it. Numbers, so that no jail's passwd is asked. @param change false to stay who we are */
    public record Identity(boolean change, long uid, long gid, List<Long> groups) {
        public static final Identity SAME = new Identity(false, 0, 0, List.of());

        public Identity {
            groups = List.copyOf(groups);
        }
    }

    /**
     * How it is traced.
     *
     * @param tracer by which program
     * @param seccomp stop at the traced calls only (strace --seccomp-bpf): fast, but sets no_new_privs
     * @param pinned tracer and target on one processor
     * @param privateNetwork in a network namespace of its own, loopback up
     */
    public record Tracing(Tracer tracer, boolean seccomp, boolean pinned, boolean privateNetwork) {
        public Tracing withSeccomp(boolean value) {
            return new Tracing(tracer, value, pinned, privateNetwork);
        }
    }

    /** Files of the run; those that it writes are made anew. @param stdin is only read */
    public record Files(HostPath stdin, HostPath trace, HostPath stdout, HostPath stderr) {}
}

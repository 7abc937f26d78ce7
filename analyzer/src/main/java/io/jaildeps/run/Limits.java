package io.jaildeps.run;

import java.util.Set;

/**
 * How a program is held.
 *
 * @param noNewPrivs no set-id file gives it more rights, see PR_SET_NO_NEW_PRIVS
 * @param umask 0 to 0777
 * @param namespaces pid, ipc and uts namespaces of its own
 * @param privateNetwork a network namespace of its own, loopback up
 * @param terminal it keeps the controlling terminal, into which it could then type
 * @param capabilities all that root in the jail, or a set-id file there, can have
 */
public record Limits(
        boolean noNewPrivs,
        int umask,
        boolean namespaces,
        boolean privateNetwork,
        boolean terminal,
        Set<Capability> capabilities) {
    public Limits {
        capabilities = Set.copyOf(capabilities);
    }
}

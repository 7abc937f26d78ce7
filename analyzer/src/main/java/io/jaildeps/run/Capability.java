package io.jaildeps.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A part of root's power, see capabilities(7); in the order of the kernel's numbers, from 0. */
public enum Capability {
    CHOWN,
    DAC_OVERRIDE,
    DAC_READ_SEARCH,
    FOWNER,
    FSETID,
    KILL,
    SETGID,
    SETUID,
    SETPCAP,
    LINUX_IMMUTABLE,
    NET_BIND_SERVICE,
    NET_BROADCAST,
    NET_ADMIN,
    NET_RAW,
    IPC_LOCK,
    IPC_OWNER,
    SYS_MODULE,
    SYS_RAWIO,
    SYS_CHROOT,
    SYS_PTRACE,
    SYS_PACCT,
    SYS_ADMIN,
    SYS_BOOT,
    SYS_NICE,
    SYS_RESOURCE,
    SYS_TIME,
    SYS_TTY_CONFIG,
    MKNOD,
    LEASE,
    AUDIT_WRITE,
    AUDIT_CONTROL,
    SETFCAP,
    MAC_OVERRIDE,
    MAC_ADMIN,
    SYSLOG,
    WAKE_ALARM,
    BLOCK_SUSPEND,
    AUDIT_READ,
    PERFMON,
    BPF,
    CHECKPOINT_RESTORE;

    /** What servers that begin as root use: they take ports, users and directories, and write to the audit log. */
    public static final Set<Capability> OF_SERVERS = Set.copyOf(EnumSet.of(
            CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, SETGID, SETUID, NET_BIND_SERVICE, SYS_CHROOT, AUDIT_WRITE));

    /** By its name as setpriv(1) and capabilities(7) write it: {@code net_raw}, {@code CAP_NET_RAW}. */
    public static Optional<Capability> of(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
        return Arrays.stream(values()).filter(one -> one.name().equals(plain)).findFirst();
    }

    /** As setpriv(1) takes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The bits of proc_pid_status(5) {@code CapBnd}. */
    static long mask(Set<Capability> capabilities) {
        return capabilities.stream()
                .mapToLong(one -> 1L << List.of(values()).indexOf(one))
                .sum();
    }
}

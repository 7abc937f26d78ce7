package io.jaildeps.trace.truss;

import io.jaildeps.trace.Bytes;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of which FreeBSD's truss prints strings, see {@link Shape}. Of all others it prints only words and
 * structures. Taken from the tables of FreeBSD 10 and 15; older versions print addresses where these print strings.
 */
final class FreebsdCalls {
    private static final Map<String, Shape> SHAPES = new HashMap<>();

    static {
        put("N", "chdir chroot kldfind kldload modfind rmdir shm_unlink unlink");
        put("NN", "link rename symlink");
        put(
                "NW",
                "access eaccess chflags lchflags chmod lchmod mkdir mkfifo pathconf lpathconf truncate unmount creat");
        put("NW", "__getcwd __acl_delete_file __acl_delete_link linux_access linux_mkdir linux_newlstat linux_newstat");
        put("NW", "linux_stat64 linux_chdir linux_unlink linux_rmdir undelete swapon swapoff acct revoke");
        put("NWW", "chown lchown open mknod shm_open linux_open");
        put(
                "NWW",
                "__acl_aclcheck_file __acl_aclcheck_link __acl_get_file __acl_get_link __acl_set_file __acl_set_link");
        put("NWWW", "quotactl");
        put("NNW", "shm_rename");
        put("NNWW", "mount");
        put("NX", "stat lstat utimes lutimes statfs nstat nlstat");
        put("NRW", "readlink linux_readlink");
        put("NAA", "execve linux_execve");
        put("NWN", "extattr_delete_file extattr_delete_link");
        put("NWNDW", "extattr_get_file extattr_get_link extattr_set_file extattr_set_link");
        put("NWDW", "extattr_list_file extattr_list_link");
        put("NWNWN", "extattrctl");
        put("NWWWN", "shm_open2");
        put("NWWWWW", "__sysctl __sysctlbyname");
        put("WN", "thr_set_name");
        put("WNW", "mkdirat mkfifoat unlinkat");
        put("WNX", "futimesat");
        put("WNWW", "chflagsat faccessat fchmodat mknodat openat linux_openat");
        put("WNXW", "fstatat utimensat");
        put("WNWWW", "fchownat");
        put("WNRW", "readlinkat");
        put("WNRWW", "__realpathat");
        put("WNWN", "renameat");
        put("WNWNW", "linkat");
        put("NWN", "symlinkat");
        put("WWN", "extattr_delete_fd");
        put("WWNDW", "extattr_get_fd extattr_set_fd");
        put("WWDW", "extattr_list_fd");
        put("WWNW", "inotify_add_watch_at");
        put("WDW", "read write");
        put("WDWW", "pread pwrite");
        put("WDWX", "getdirentries");
        put("DWW", "getrandom");
        put("WDWWSW", "recvfrom sendto");
        put("WSW", "accept bind connect getpeername getsockname");
        put("WWSW", "bindat connectat");
        put("WMW", "recvmsg sendmsg");
    }

    private FreebsdCalls() {}

    private static void put(String kinds, String names) {
        Shape shape = new Shape(kinds);
        for (String name : names.split(" ")) {
            SHAPES.put(name, shape);
        }
    }

    /** What the arguments of the call are, null if it has no strings. */
    static @Nullable Shape shape(String name) {
        return SHAPES.get(name);
    }

    /**
     * A call's name without what FreeBSD puts in front of it for an older or a 32-bit program: {@code compat11.stat},
     * {@code freebsd32_stat}. They have the arguments of the plain call. Names of the Linux ABI stay as they are, as its
     * flags are Linux's.
     */
    static String plain(String printed) {
        String name = printed;
        if (name.startsWith("compat")) {
            byte[] b = Bytes.of(name);
            int dot = Bytes.skipDigits(b, "compat".length(), b.length);
            if (dot + 1 < b.length && b[dot] == '.') {
                name = name.substring(dot + 1);
            }
        }
        String prefix = "freebsd32_";
        return name.startsWith(prefix) && name.length() > prefix.length() ? name.substring(prefix.length()) : name;
    }
}

package io.jaildeps.trace.dtrace;

import io.jaildeps.trace.TraceSystem;
import java.util.HashMap;
import java.util.Map;

/** What a kernel's error numbers are called, see intro(2) of macOS and of Solaris, and how it writes AT_FDCWD. */
final class ErrnoNames {
    /** Of macOS, from 1; those of other BSDs are the same up to 34 and nearly so up to 79. */
    private static final String BSD =
            "EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EDEADLK ENOMEM EACCES "
                    + "EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY "
                    + "ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EAGAIN EINPROGRESS EALREADY "
                    + "ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT "
                    + "ENOTSUP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET "
                    + "ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT "
                    + "ECONNREFUSED ELOOP ENAMETOOLONG EHOSTDOWN EHOSTUNREACH ENOTEMPTY EPROCLIM EUSERS EDQUOT "
                    + "ESTALE EREMOTE EBADRPC ERPCMISMATCH EPROGUNAVAIL EPROGMISMATCH EPROCUNAVAIL ENOLCK ENOSYS "
                    + "EFTYPE EAUTH ENEEDAUTH EPWROFF EDEVERR EOVERFLOW EBADEXEC EBADARCH ESHLIBVERS EBADMACHO "
                    + "ECANCELED EIDRM ENOMSG EILSEQ ENOATTR EBADMSG EMULTIHOP ENODATA ENOLINK ENOSR ENOSTR "
                    + "EPROTO ETIME EOPNOTSUPP ENOPOLICY ENOTRECOVERABLE EOWNERDEAD EQFULL";

    /** Of Solaris, where they differ: from 35 on, and 11 and 45, since EDEADLK came late to System V. */
    private static final String SYSTEM_V = "11 EAGAIN "
            + "35 ENOMSG 36 EIDRM 45 EDEADLK 46 ENOLCK 47 ECANCELED 48 ENOTSUP 49 EDQUOT 58 EOWNERDEAD "
            + "59 ENOTRECOVERABLE 60 ENOSTR 61 ENODATA 62 ETIME 63 ENOSR 66 EREMOTE 67 ENOLINK 71 EPROTO "
            + "74 EMULTIHOP 77 EBADMSG 78 ENAMETOOLONG 79 EOVERFLOW 83 ELIBACC 84 ELIBBAD 85 ELIBSCN "
            + "86 ELIBMAX 87 ELIBEXEC 88 EILSEQ 89 ENOSYS 90 ELOOP 91 ERESTART 93 ENOTEMPTY 94 EUSERS "
            + "95 ENOTSOCK 96 EDESTADDRREQ 97 EMSGSIZE 98 EPROTOTYPE 99 ENOPROTOOPT 120 EPROTONOSUPPORT "
            + "122 EOPNOTSUPP 124 EAFNOSUPPORT 125 EADDRINUSE 126 EADDRNOTAVAIL 128 ENETUNREACH "
            + "130 ECONNABORTED 131 ECONNRESET 132 ENOBUFS 133 EISCONN 134 ENOTCONN 145 ETIMEDOUT "
            + "146 ECONNREFUSED 148 EHOSTUNREACH 149 EALREADY 150 EINPROGRESS 151 ESTALE";

    private static final int COMMON = 34;
    private static final int MACOS_AT_FDCWD = -2;
    private static final int SOLARIS_AT_FDCWD = 0xffd19553;
    private static final int BSD_AT_FDCWD = -100;

    private final Map<Integer, String> names = new HashMap<>();
    private final int workingDirectory;

    ErrnoNames(TraceSystem system) {
        boolean isSolaris = system == TraceSystem.ILLUMOS;
        String[] bsd = BSD.split(" ");
        for (int i = 0; i < (isSolaris ? COMMON : bsd.length); i++) {
            names.put(i + 1, bsd[i]);
        }
        if (isSolaris) {
            String[] pairs = SYSTEM_V.split(" ");
            for (int i = 0; i < pairs.length; i += 2) {
                names.put(Integer.parseInt(pairs[i]), pairs[i + 1]);
            }
        }
        workingDirectory = switch (system) {
            case MACOS -> MACOS_AT_FDCWD;
            case ILLUMOS -> SOLARIS_AT_FDCWD;
            default -> BSD_AT_FDCWD;
        };
    }

    /** Such as {@code ENOENT}, or {@code errno 599}. */
    String name(int number) {
        return names.getOrDefault(number, "errno " + number);
    }

    boolean isWorkingDirectory(int descriptor) {
        return descriptor == workingDirectory;
    }
}

package io.jaildeps.trace.truss;

import java.util.Arrays;
import java.util.List;

/** FreeBSD's numbers of errors, see errno(2); truss prints them with a text in the user's language, but no name. */
final class FreebsdErrno {
    private static final List<String> NAMES = names("EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD "
            + "EDEADLK ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE "
            + "ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EAGAIN EINPROGRESS EALREADY ENOTSOCK "
            + "EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT "
            + "EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET ECONNABORTED ECONNRESET ENOBUFS "
            + "EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED ELOOP ENAMETOOLONG EHOSTDOWN "
            + "EHOSTUNREACH ENOTEMPTY EPROCLIM EUSERS EDQUOT ESTALE EREMOTE EBADRPC ERPCMISMATCH EPROGUNAVAIL "
            + "EPROGMISMATCH EPROCUNAVAIL ENOLCK ENOSYS EFTYPE EAUTH ENEEDAUTH EIDRM ENOMSG EOVERFLOW ECANCELED "
            + "EILSEQ ENOATTR EDOOFUS EBADMSG EMULTIHOP ENOLINK EPROTO ENOTCAPABLE ECAPMODE ENOTRECOVERABLE "
            + "EOWNERDEAD EINTEGRITY");

    /** The first 40 of Linux: beyond 34 they differ from FreeBSD's. */
    private static final List<String> LINUX = names("EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD "
            + "EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE "
            + "ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE EDEADLK ENAMETOOLONG ENOLCK ENOSYS "
            + "ENOTEMPTY ELOOP");

    private FreebsdErrno() {}

    private static List<String> names(String words) {
        return Arrays.asList(words.split(" "));
    }

    /** The name, or {@code errno 599}. @param linux the call is one of the Linux ABI, whose numbers are Linux's */
    static String name(long number, boolean linux) {
        List<String> names = linux ? LINUX : NAMES;
        return number >= 1 && number <= names.size() ? names.get((int) number - 1) : "errno " + number;
    }
}

package io.jaildeps.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallsTest {
    private static FileAccess one(String line) {
        List<FileAccess> accesses = Seen.of(line).accesses();
        assertEquals(1, accesses.size(), line);
        return accesses.get(0);
    }

    private static boolean follows(String line) {
        return one(line).place().follows();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O_RDONLY: READ NEVER",
                "O_RDONLY|O_CLOEXEC: READ NEVER",
                "O_WRONLY: WRITE NEVER",
                "O_RDWR: UPDATE NEVER",
                "O_RDWR|O_TRUNC: WRITE EMPTIES",
                "O_WRONLY|O_CREAT|O_TRUNC: WRITE ANEW",
                "O_RDWR|O_CREAT: UPDATE IF_ABSENT",
                "O_RDWR|O_CREAT|O_EXCL: UPDATE ALWAYS",
                "O_RDONLY|O_PATH: LOOK NEVER",
                "O_RDWR|O_TMPFILE: ENTER NEVER",
                "O_RDONLY|O_DIRECTORY: READ NEVER",
                "O_WRONLY|O_CREAT|0x8000: WRITE IF_ABSENT"
            })
    void theFlagsOfOpenSayWhatIsWanted(String row) {
        String[] cell = row.split(": ");
        FileAccess access = one("1 openat(AT_FDCWD, \"/x\", " + cell[0] + ", 0600) = 3");
        assertEquals(cell[1], access.kind() + " " + access.creation());
    }

    @Test
    void creatIsAnOpenThatMakesAndCutsOff() {
        FileAccess access = one("1 creat(\"/x\", 0644) = 3");
        assertEquals(AccessKind.WRITE, access.kind());
        assertEquals(Creation.ANEW, access.creation());
    }

    @Test
    void filesThatAreExchangedAreThereBeforeAndAfter() {
        Seen.of("1 renameat2(AT_FDCWD, \"/a\", AT_FDCWD, \"/b\", RENAME_EXCHANGE) = 0")
                .are("UPDATE /a", "UPDATE /b");
        Seen.of("1 renameat2(AT_FDCWD, \"/a\", AT_FDCWD, \"/b\", RENAME_NOREPLACE) = 0")
                .are("REMOVE /a", "CREATE /b");
    }

    @Test
    void linksAreFollowedAsTheCallSays() {
        assertTrue(follows("1 open(\"/x\", O_RDONLY) = 3"));
        assertFalse(follows("1 open(\"/x\", O_RDONLY|O_NOFOLLOW) = 3"));
        assertFalse(follows("1 open(\"/x\", O_RDWR|O_CREAT|O_EXCL, 0600) = 3"));
        assertFalse(follows("1 open(\"/x\", O_PATH|O_NOFOLLOW) = 3"));
        assertTrue(follows("1 stat(\"/x\", {st_mode=S_IFREG|0644, st_size=0, ...}) = 0"));
        assertFalse(follows("1 lstat(\"/x\", {st_mode=S_IFREG|0644, st_size=0, ...}) = 0"));
        assertTrue(follows("1 newfstatat(AT_FDCWD, \"/x\", {st_mode=S_IFREG|0644, ...}, 0) = 0"));
        assertFalse(follows("1 newfstatat(AT_FDCWD, \"/x\", {st_mode=S_IFREG|0644, ...}, AT_SYMLINK_NOFOLLOW) = 0"));
        assertFalse(
                follows(
                        "1 statx(AT_FDCWD, \"/x\", AT_STATX_SYNC_AS_STAT|AT_SYMLINK_NOFOLLOW, STATX_ALL, {stx_mask=STATX_ALL, ...}) = 0"));
        assertTrue(follows("1 faccessat(AT_FDCWD, \"/x\", R_OK) = 0"));
        assertFalse(follows("1 readlink(\"/x\", \"y\", 4095) = 1"));
        assertFalse(follows("1 unlink(\"/x\") = 0"));
        assertFalse(follows("1 fchownat(AT_FDCWD, \"/x\", 0, 0, AT_SYMLINK_NOFOLLOW) = 0"));
        assertTrue(follows("1 execve(\"/x\", [\"x\"], 0x7ffc /* 3 vars */) = 0"));
        assertFalse(follows("1 open_tree(AT_FDCWD, \"/x\", OPEN_TREE_CLONE|AT_SYMLINK_NOFOLLOW) = 3"));
    }

    @Test
    void bothNamesOfARenameAreSeen() {
        Seen.of(
                        "1 rename(\"/a\", \"/b\") = 0",
                        "1 renameat(AT_FDCWD, \"c\", 5</d>, \"e\") = 0",
                        "1 renameat2(AT_FDCWD, \"f\", AT_FDCWD, \"g\", RENAME_NOREPLACE) = -1 EEXIST (File exists)")
                .are(
                        "REMOVE /a",
                        "CREATE /b",
                        "REMOVE /start/c",
                        "CREATE /d/e",
                        "REMOVE /start/f EEXIST",
                        "CREATE /start/g EEXIST");
    }

    @Test
    void bothNamesOfALinkAreSeen() {
        Seen seen = Seen.of(
                "1 link(\"/a\", \"/b\") = 0",
                "1 linkat(AT_FDCWD, \"c\", 5</d>, \"e\", AT_SYMLINK_FOLLOW) = 0",
                "1 linkat(AT_FDCWD, \"c\", 5</d>, \"e\", 0) = 0");
        seen.are("UPDATE /a", "CREATE /b", "UPDATE /start/c", "CREATE /d/e", "UPDATE /start/c", "CREATE /d/e");
        assertTrue(seen.accesses().get(2).place().follows());
        assertFalse(seen.accesses().get(3).place().follows());
        assertFalse(seen.accesses().get(4).place().follows());
    }

    @Test
    void aSymlinksTextIsNoPath() {
        Seen.of("1 symlink(\"/etc/hosts\", \"lnk\") = 0", "1 symlinkat(\"target\", 5</d>, \"lnk2\") = 0")
                .are("CREATE /start/lnk", "CREATE /d/lnk2");
    }

    @Test
    void aReadlinksResultIsNoAccess() {
        Seen.of(
                        "1 readlink(\"lnk\", \"/etc/hosts\", 256) = 10",
                        "1 readlinkat(AT_FDCWD, \"lnk2\", \"ta\"..., 2) = 2",
                        "1 readlink(\"/proc/self/exe\", 0x7ffd, 4096) = -1 ENOENT (No such file or directory)")
                .are("READ_LINK /start/lnk", "READ_LINK /start/lnk2", "READ_LINK /proc/self/exe ENOENT");
    }

    @Test
    void whatIsMadeRemovedAndChangedIsTold() {
        Seen.of(
                        "1 mkdir(\"/d\", 0755) = 0",
                        "1 mkdirat(AT_FDCWD, \"e\", 0755) = 0",
                        "1 mknodat(AT_FDCWD, \"/p\", S_IFIFO|0600) = 0",
                        "1 rmdir(\"/d\") = 0",
                        "1 unlinkat(AT_FDCWD, \"e\", AT_REMOVEDIR) = 0",
                        "1 chmod(\"/p\", 0666) = 0",
                        "1 truncate(\"/p\", 0) = -1 EINVAL (Invalid argument)",
                        "1 utimensat(AT_FDCWD, \"/p\", NULL, 0) = 0",
                        "1 utimensat(3, NULL, NULL, 0) = 0",
                        "1 setxattr(\"/p\", \"user.a\", \"v\", 1, 0) = -1 EPERM (Operation not permitted)",
                        "1 inotify_add_watch(5, \"/etc\", IN_MODIFY) = 1")
                .are(
                        "CREATE /d",
                        "CREATE /start/e",
                        "CREATE /p",
                        "REMOVE /d",
                        "REMOVE /start/e",
                        "CHANGE /p",
                        "CHANGE /p EINVAL",
                        "CHANGE /p",
                        "CHANGE /p EPERM",
                        "LOOK /etc");
    }

    @Test
    void aMountsSourceIsAPathOnlyIfItLooksLikeOneOrMustBeOne() {
        Seen.of(
                        "1 mount(\"proc\", \"/srv/proc\", \"proc\", MS_NOSUID, NULL) = 0",
                        "1 mount(\"none\", \"/\", NULL, MS_REC|MS_PRIVATE, NULL) = 0",
                        "1 mount(\"/dev/vda1\", \"/mnt\", \"ext4\", 0, NULL) = 0",
                        "1 mount(\"src\", \"/mnt\", NULL, MS_BIND, NULL) = 0",
                        "1 mount(\"\", \"/mnt\", NULL, MS_BIND, NULL) = -1 ENOENT (No such file or directory)",
                        "1 umount2(\"/mnt\", MNT_DETACH) = 0")
                .are(
                        "MOUNT /srv/proc",
                        "MOUNT /",
                        "MOUNT /dev/vda1",
                        "MOUNT /mnt",
                        "MOUNT /start/src",
                        "MOUNT /mnt",
                        "MOUNT /mnt ENOENT",
                        "MOUNT /mnt");
    }

    @Test
    void theNewMountCallsAreRead() {
        Seen.of(
                        "1 fsconfig(4, FSCONFIG_SET_STRING, \"source\", \"/dev/vda1\", 0) = 0",
                        "1 fsconfig(4, FSCONFIG_SET_STRING, \"mode\", \"0755\", 0) = 0",
                        "1 fsconfig(4, FSCONFIG_SET_PATH, \"lowerdir\", \"lower\", AT_FDCWD) = 0",
                        "1 fsconfig(4, FSCONFIG_SET_PATH_EMPTY, \"lowerdir\", \"\", 5) = 0",
                        "1 fsconfig(4, FSCONFIG_CMD_CREATE, NULL, NULL, 0) = 0",
                        "1 move_mount(5, \"\", AT_FDCWD, \"/mnt\", MOVE_MOUNT_F_EMPTY_PATH) = 0",
                        "1 open_tree(AT_FDCWD, \"/mnt\", OPEN_TREE_CLONE) = 6")
                .are("MOUNT /dev/vda1", "MOUNT /start/lower", "MOUNT /mnt", "LOOK /mnt");
    }

    @Test
    void objectsOfBpfArePinnedByName() {
        Seen.of(
                        "1 bpf(BPF_OBJ_PIN, {pathname=\"/sys/fs/bpf/map\", bpf_fd=3, file_flags=0}, 16) = 0",
                        "1 bpf(BPF_OBJ_GET, {pathname=\"/sys/fs/bpf/prog\", bpf_fd=0, file_flags=0}, 16) = 5",
                        "1 bpf(7 /* BPF_OBJ_GET */, {pathname=\"none\", bpf_fd=0, file_flags=0}, 16) = -1 ENOENT (No such file)",
                        "1 openat(AT_FDCWD, \"/sys/fs/bpf\", O_PATH|O_DIRECTORY) = 7",
                        "1 bpf(BPF_OBJ_GET, {pathname=\"a\", bpf_fd=0, file_flags=BPF_F_PATH_FD, path_fd=7}, 20) = 5",
                        "1 bpf(BPF_OBJ_GET, {pathname=\"b\", file_flags=BPF_F_PATH_FD, path_fd=9</sys/fs/bpf>}, 20) = 5",
                        "1 bpf(BPF_OBJ_GET, {pathname=\"/sys/fs/\"..., bpf_fd=0, file_flags=0}, 16) = 5",
                        "1 bpf(BPF_PROG_LOAD, {prog_type=BPF_PROG_TYPE_KPROBE, prog_name=\"/x\"}, 128) = 4",
                        "1 bpf(BPF_OBJ_GET, 0x7ffd, 16) = -1 EFAULT (Bad address)")
                .are(
                        "CREATE /sys/fs/bpf/map",
                        "READ /sys/fs/bpf/prog",
                        "READ /start/none ENOENT",
                        "LOOK /sys/fs/bpf",
                        "READ /sys/fs/bpf/a",
                        "READ /sys/fs/bpf/b");
    }

    @Test
    void rareCallsHaveTheirPathsElsewhere() {
        Seen.of(
                        "1 fanotify_mark(3, FAN_MARK_ADD, FAN_OPEN|FAN_ONDIR, AT_FDCWD, \"w\") = 0",
                        "1 fanotify_mark(3, FAN_MARK_ADD, FAN_OPEN, 5</d>, NULL) = 0",
                        "1 quotactl(QCMD(Q_QUOTAON, USRQUOTA), \"/dev/vda1\", QFMT_VFS_V0, \"/aquota.user\") = 0",
                        "1 quotactl(QCMD(Q_GETFMT, USRQUOTA), \"/dev/vda1\", 0, [QFMT_VFS_V0]) = 0",
                        "1 quotactl(2147484160 /* QCMD(Q_QUOTAON, 0xed /* ???QUOTA */) */, \"/dev/vdc\", 1, \"/q\") = 0",
                        "1 name_to_handle_at(AT_FDCWD, \"/h\", {handle_bytes=0}, 0x7ffd, 0) = -1 EOVERFLOW (Value too large)",
                        "1 acct(NULL) = 0",
                        "1 swapon(\"/dev/vdb\", 0) = 0")
                .are(
                        "LOOK /start/w",
                        "LOOK /dev/vda1",
                        "UPDATE /aquota.user",
                        "LOOK /dev/vda1",
                        "LOOK /dev/vdc",
                        "UPDATE /q",
                        "LOOK /h EOVERFLOW",
                        "UPDATE /dev/vdb");
    }

    @Test
    void socketsOfTheFileSystemAreAccesses() {
        Seen.of(
                        "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/nscd/socket\"}, 110) = -1 ENOENT (No such file or directory)",
                        "1 connect(3, {sa_family=AF_UNIX, sun_path=\"s\"}, 110) = 0",
                        "1 bind(3, {sa_family=AF_UNIX, sun_path=\"./my.sock\"}, 110) = 0",
                        "1 sendto(3, \"x\", 1, 0, {sa_family=AF_UNIX, sun_path=\"/dev/log\"}, 110) = -1 ECONNREFUSED (Connection refused)",
                        "1 sendmsg(3, {msg_name={sa_family=AF_UNIX, sun_path=\"/run/n\"}, msg_namelen=110, msg_iov=[{iov_base=\"x\", iov_len=1}], msg_iovlen=1, msg_controllen=0, msg_flags=0}, 0) = 1",
                        "1 connect(3, {sa_family=AF_FILE, path=\"/dev/log\"}, 110) = 0")
                .are(
                        "CONNECT /run/nscd/socket ENOENT",
                        "CONNECT /start/s",
                        "BIND /start/my.sock",
                        "CONNECT /dev/log ECONNREFUSED",
                        "CONNECT /run/n",
                        "CONNECT /dev/log");
    }

    @Test
    void otherSocketsHaveNoPath() {
        Seen.of(
                        "1 connect(3, {sa_family=AF_UNIX, sun_path=@\"abstract\"}, 11) = 0",
                        "1 bind(3, {sa_family=AF_UNIX}, 2) = 0",
                        "1 connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr(\"127.0.0.1\")}, 16) = 0",
                        "1 bind(3, {sa_family=AF_NETLINK, nl_pid=0, nl_groups=00000000}, 12) = 0",
                        "1 sendto(3, \"/etc/x\", 6, MSG_NOSIGNAL, NULL, 0) = 6",
                        "1 sendmsg(3, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"path\", iov_len=4}], msg_iovlen=1}, 0) = 4")
                .are();
    }

    @Test
    void whatTheTracerMadeUpIsNoFact() {
        Seen.of(
                        "1 openat(AT_FDCWD, \"/a\", O_RDONLY) = -1 ENOENT (No such file or directory) (INJECTED)",
                        "1 chdir(\"/made/up\") = 0 (INJECTED)",
                        "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/x\"}, 110) = 0 (INJECTED)",
                        "1 getdents64(3</d>, 0x55 /* 0 entries */, 32768) = 0 (INJECTED)",
                        "1 access(\"b\", R_OK) = 0")
                .are("LOOK /start/b");
    }

    @Test
    void errorsAreKeptApart() {
        Seen.of(
                        "1 open(\"/a\", O_RDONLY) = -1 ENOENT (Datei oder Verzeichnis nicht gefunden)",
                        "1 open(\"/a/b\", O_RDONLY) = -1 ENOTDIR (Not a directory)",
                        "1 open(\"/a\", O_RDONLY) = -1 EACCES (Permission denied)",
                        "1 open(\"/a\", O_RDONLY) = -1 ELOOP (Too many levels of symbolic links)",
                        "1 open(\"/dev/tty\", O_RDWR) = -1 ENXIO (No such device or address)",
                        "1 open(\"/a\", O_RDONLY) = ?",
                        "1 open(\"/a\", O_RDONLY <unfinished ...>")
                .are(
                        "READ /a ENOENT",
                        "READ /a/b ENOTDIR",
                        "READ /a EACCES",
                        "READ /a ELOOP",
                        "UPDATE /dev/tty ENXIO",
                        "READ /a ?",
                        "READ /a ?");
    }

    @Test
    void anAbbreviatedPathIsNoPath() {
        Seen.of("1 open(\"/very/lo\"..., O_RDONLY) = 3", "1 open(0x7ffc, O_RDONLY) = -1 EFAULT (Bad address)")
                .are();
    }

    @Test
    void argumentsThatAreNotThereAreNoError() {
        Seen.of(
                        "1 openat() = 3",
                        "1 rename(\"/a\") = 0",
                        "1 <... openat resumed>) = 3",
                        "1 dup2() = 3",
                        "1 clone() = 7")
                .are("REMOVE /a");
    }

    @Test
    void whatTheTracerOnlyDelayedIsAFact() {
        Seen.of(
                        "1 openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY) = 3 (DELAYED)",
                        "1 chdir(\"/srv\") = 0 (DELAYED)",
                        "1 access(\"b\", R_OK) = 0 (INJECTED: args)")
                .are("READ /etc/passwd", "ENTER /srv", "LOOK /srv/b");
    }

    @Test
    void messagesNameTheirSocketsInOldFormsAndNew() {
        Seen.of(
                        "1 sendmsg(7, {msg_name(110)={sa_family=AF_LOCAL, sun_path=\"/dev/log\"}, msg_iov(1)=[{\"hi\", 2}], msg_controllen=0, msg_flags=0}, 0) = 2",
                        "1 sendmmsg(7, {{{msg_name(110)={sa_family=AF_LOCAL, sun_path=\"/a\"}, msg_iov(1)=[{\"hi\", 2}], msg_flags=0}, 2}}, 1, 0) = 1",
                        "1 sendmmsg(7, [{msg_hdr={msg_name={sa_family=AF_UNIX, sun_path=\"/b\"}, msg_namelen=110}, msg_len=2}, {msg_hdr={msg_name={sa_family=AF_UNIX, sun_path=\"/c\"}}, msg_len=2}], 2, 0) = 2",
                        "1 sendmmsg(7, [{msg_hdr={msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base=\"x\", iov_len=1}]}, msg_len=1}], 1, 0) = 1",
                        "1 sendmmsg(7, 0x7ffd, 1, 0) = -1 EFAULT (Bad address)")
                .are("CONNECT /dev/log", "CONNECT /a", "CONNECT /b", "CONNECT /c");
    }
}

/* Tries the known ways out of a jail, each in a process of its own. $1 a file outside, $2 a process outside. */
#define _GNU_SOURCE
#include <errno.h>
#include <dirent.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *marker;
static pid_t outside;

static int sees(void) { return access(marker + 1, F_OK) == 0; }

/* Up as far as it goes; true if the file outside is there. */
static int climb(void) {
    for (int i = 0; i < 200; i++) {
        if (sees()) return 1;
        if (chdir("..")) return 0;
    }
    return sees();
}

static int chroot_loop(void) {
    if (chdir("/tmp")) return 0;
    mkdir("below", 0777);
    if (chroot("below")) return 0;
    return climb();
}

static int inherited_directory(void) {
    for (int fd = 0; fd < 4096; fd++) {
        if (fchdir(fd) == 0 && climb()) return 1;
    }
    return 0;
}

static int ptrace_outside(void) { return ptrace(PTRACE_ATTACH, outside, 0, 0) == 0; }

static int signal_outside(void) { return kill(outside, 0) == 0; }

static int make_device(void) {
    return mknod("/tmp/mem", S_IFCHR | 0600, makedev(1, 1)) == 0 || mknod("/tmp/disk", S_IFBLK | 0600, makedev(8, 0)) == 0;
}

static int mount_something(void) { return mount("tmpfs", "/tmp", "tmpfs", 0, "") == 0; }

static int unmount_something(void) { return umount2("/", MNT_DETACH) == 0 || umount2("/proc", MNT_DETACH) == 0; }

static int user_namespace(void) { return unshare(CLONE_NEWUSER) == 0; }

static int mount_namespace(void) { return unshare(CLONE_NEWNS) == 0; }

static int by_proc(void) {
    DIR *processes = opendir("/proc");
    struct dirent *process;
    char path[4096];
    int found = 0;
    while (processes && !found && (process = readdir(processes))) {
        snprintf(path, sizeof path, "/proc/%s/root%s", process->d_name, marker);
        found = access(path, F_OK) == 0;
        snprintf(path, sizeof path, "/proc/%s/cwd", process->d_name);
        found = found || (chdir(path) == 0 && climb());
    }
    return found;
}

static int by_handle(void) {
    struct { struct file_handle head; unsigned char bytes[128]; } handle;
    memset(&handle, 0, sizeof handle);
    handle.head.handle_bytes = 8;
    handle.head.handle_type = 1;
    handle.bytes[0] = 2; /* the root inode of ext4 */
    int fd = open("/", O_RDONLY);
    fd = open_by_handle_at(fd, &handle.head, O_RDONLY);
    return fd >= 0 || errno == ESTALE;
}

static int become_root(void) { return getuid() != 0 && (setuid(0) == 0 || setgid(0) == 0); }

static void attempt(const char *name, int (*way)(void)) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) _exit(way() ? 1 : 0);
    waitpid(child, &status, 0);
    printf("%s %s\n", name, status == 0 ? "fails" : "WORKS");
    fflush(stdout);
}

int main(int count, char **words) {
    if (count < 3) return 2;
    marker = words[1];
    outside = atoi(words[2]);
    attempt("chroot loop", chroot_loop);
    attempt("inherited directory", inherited_directory);
    attempt("ptrace", ptrace_outside);
    attempt("signal", signal_outside);
    attempt("proc", by_proc);
    attempt("device", make_device);
    attempt("mount", mount_something);
    attempt("umount", unmount_something);
    attempt("user namespace", user_namespace);
    attempt("mount namespace", mount_namespace);
    attempt("file handle", by_handle);
    attempt("root again", become_root);
    return 0;
}

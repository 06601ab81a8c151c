/* A disk that refuses one call: loaded before the C library into qms and every git that it starts (LD_PRELOAD).
 *
 * FAULT_UNDER  only calls about files below this folder count
 * FAULT_COUNT  a file that holds the number of calls so far, shared by all processes
 * FAULT_AT     the call that fails (0: none, they are only counted)
 * FAULT_KIND   an errno by number, "kill" (the process ends at the call), "short" (half is written, as if that was all),
 *              "torn" (half is written, then the disk is full)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { NONE, REFUSE, SHORT, TORN };

static int below(const char *path) {
    const char *under = getenv("FAULT_UNDER");
    char full[2 * PATH_MAX];
    if (!under || !path) return 0;
    if (path[0] != '/') {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return 0;
        snprintf(full, sizeof full, "%s/%s", here, path);
        path = full;
    }
    return !strncmp(path, under, strlen(under));
}

static int held(int handle) {
    char name[64], path[PATH_MAX];
    snprintf(name, sizeof name, "/proc/self/fd/%d", handle);
    ssize_t length = syscall(SYS_readlink, name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static long next(void) {
    long count = 0;
    char text[32] = {0};
    int handle = syscall(SYS_openat, AT_FDCWD, getenv("FAULT_COUNT"), O_RDWR);
    if (handle < 0) return -1;
    flock(handle, LOCK_EX);
    if (syscall(SYS_pread64, handle, text, sizeof text - 1, 0L) > 0) count = atol(text);
    snprintf(text, sizeof text, "%ld\n", ++count);
    syscall(SYS_pwrite64, handle, text, strlen(text), 0L);
    syscall(SYS_close, handle);
    return count;
}

static int fault(int counts) {
    int saved = errno, answer = NONE;
    const char *at = getenv("FAULT_AT"), *kind = getenv("FAULT_KIND");
    if (!counts || !at || !kind || !getenv("FAULT_COUNT")) return NONE;
    if (next() == atol(at) && atol(at)) {
        if (!strcmp(kind, "kill")) syscall(SYS_kill, getpid(), SIGKILL);
        else if (!strcmp(kind, "short")) answer = SHORT;
        else if (!strcmp(kind, "torn")) answer = TORN;
        else { errno = atoi(kind); return REFUSE; }
    }
    errno = saved;
    return answer;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int broken(int counts) {
    int found = fault(counts);
    if (found == SHORT || found == TORN) errno = ENOSPC;
    return found == REFUSE || found == TORN;
}

ssize_t write(int handle, const void *data, size_t size) {
    int found = fault(held(handle));
    if (found == REFUSE) return -1;
    if (found == SHORT && size > 1) return REAL(write)(handle, data, size / 2);
    if (found == TORN) {
        REAL(write)(handle, data, size / 2);
        errno = ENOSPC;
        return -1;
    }
    return REAL(write)(handle, data, size);
}

static mode_t mode_of(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; }

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return flags & O_CREAT && broken(below(path)) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return flags & O_CREAT && broken(below(path)) ? -1 : REAL(open64)(path, flags, mode);
}

int fsync(int handle) { return broken(held(handle)) ? -1 : REAL(fsync)(handle); }
int fdatasync(int handle) { return broken(held(handle)) ? -1 : REAL(fdatasync)(handle); }
int rename(const char *old, const char *new) { return broken(below(new)) ? -1 : REAL(rename)(old, new); }
int link(const char *old, const char *new) { return broken(below(new)) ? -1 : REAL(link)(old, new); }
int unlink(const char *path) { return broken(below(path)) ? -1 : REAL(unlink)(path); }
int mkdir(const char *path, mode_t mode) { return broken(below(path)) ? -1 : REAL(mkdir)(path, mode); }
int rmdir(const char *path) { return broken(below(path)) ? -1 : REAL(rmdir)(path); }

int renameat(int a, const char *old, int b, const char *new) {
    return broken(below(new)) ? -1 : REAL(renameat)(a, old, b, new);
}
int linkat(int a, const char *old, int b, const char *new, int flags) {
    return broken(below(new)) ? -1 : REAL(linkat)(a, old, b, new, flags);
}
int unlinkat(int at, const char *path, int flags) {
    return broken(below(path)) ? -1 : REAL(unlinkat)(at, path, flags);
}

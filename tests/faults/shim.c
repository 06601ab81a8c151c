/* Counts every step that a process and its children take on the disk below some folders, and lets one of them fail.

   Preloaded (LD_PRELOAD) into Python, git and ssh-keygen. The control block is a file that all of them map:
   which step is to fail (0: only count), how, and how many have been. A step is a write, an fsync, a rename, a link,
   an unlink, a new folder or a new file. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { KILL_ALL = 1, KILL_ONE = 2, SHORT = 3, FULL = 4, REFUSE = 5 }; /* FULL: from here on no space at all */

struct control {
    _Atomic long count, hit;
    long target, fault, error;
    char under[3][1024];
};

static struct control *control(void) {
    static struct control *found;
    static int asked;
    if (!asked) {
        const char *name = getenv("QMS_FAULT_FILE");
        asked = 1;
        int file = name ? (int)syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC) : -1;
        if (file >= 0) {
            void *place = mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
            found = place == MAP_FAILED ? NULL : place;
            close(file);
        }
    }
    return found;
}

static int ours(const struct control *c, const char *path) {
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(c->under[i]);
        if (length && strncmp(path, c->under[i], length) == 0 && (path[length] == '/' || !path[length])) return 1;
    }
    return 0;
}

static int place_of(int file, char *into, size_t size) {
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    ssize_t got = syscall(SYS_readlinkat, AT_FDCWD, name, into, size - 1);
    if (got < 0) return 0;
    into[got] = 0;
    return 1;
}

static int path_is_ours(const struct control *c, int folder, const char *path) {
    char whole[8192], base[4096];
    if (!path) return 0;
    if (path[0] == '/') return ours(c, path);
    if (folder == AT_FDCWD ? !getcwd(base, sizeof base) : !place_of(folder, base, sizeof base)) return 0;
    snprintf(whole, sizeof whole, "%s/%s", base, path);
    return ours(c, whole);
}

static int file_is_ours(const struct control *c, int file) {
    char path[4096];
    struct stat about;
    return fstat(file, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode)) &&
           place_of(file, path, sizeof path) && ours(c, path);
}

/* Take a step: 0 go on, -1 fail with errno, 1 write only a part. `grows`: it needs space on the disk. */
static int step(struct control *c, int grows) {
    long now = atomic_fetch_add(&c->count, 1) + 1;
    int due = c->target && (now == c->target || (c->fault == FULL && grows && now > c->target));
    if (due && now == c->target && ((c->fault == FULL && !grows) || (c->fault == SHORT && grows != 2))) c->target = 0;
    if (!due || !c->target) return 0;
    atomic_store(&c->hit, now);
    if (c->fault == KILL_ALL) kill(0, SIGKILL);
    if (c->fault == KILL_ONE) kill(getpid(), SIGKILL);
    if (c->fault == SHORT) return grows == 2;
    errno = (int)c->error;
    return -1;
}

#define REAL(type, name, ...)                                \
    static type (*real)(__VA_ARGS__);                        \
    if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name); \
    struct control *c = control();

#define WRITER(name, ARGS, USE, LESS)                                   \
    ssize_t name ARGS {                                                 \
        static ssize_t(*real) ARGS;                                     \
        if (!real) real = (ssize_t(*) ARGS)dlsym(RTLD_NEXT, #name);     \
        struct control *c = control();                                  \
        if (c && file_is_ours(c, file)) {                               \
            int told = step(c, 2);                                      \
            if (told < 0) return -1;                                    \
            if (told && size > 1) return real LESS;                     \
        }                                                               \
        return real USE;                                                \
    }
WRITER(write, (int file, const void *data, size_t size), (file, data, size), (file, data, size / 2))
WRITER(pwrite, (int file, const void *data, size_t size, off_t at), (file, data, size, at), (file, data, size / 2, at))
WRITER(pwrite64, (int file, const void *data, size_t size, off_t at), (file, data, size, at), (file, data, size / 2, at))

ssize_t writev(int file, const struct iovec *parts, int count) {
    REAL(ssize_t, "writev", int, const struct iovec *, int)
    if (c && file_is_ours(c, file)) {
        int told = step(c, 2);
        if (told < 0) return -1;
        if (told && count > 1) return real(file, parts, 1);
    }
    return real(file, parts, count);
}

#define ON_FILE(name, grows)                                   \
    int name(int file) {                                       \
        REAL(int, #name, int)                                  \
        if (c && file_is_ours(c, file) && step(c, grows) < 0) return -1; \
        return real(file);                                     \
    }
ON_FILE(fsync, 0)
ON_FILE(fdatasync, 0)

#define ON_PATH(name, TYPES, ARGS, folder, path, grows)                     \
    int name ARGS {                                                         \
        REAL(int, #name, TYPES)                                             \
        if (c && path_is_ours(c, folder, path) && step(c, grows) < 0) return -1; \
        return real PASS;                                                   \
    }
#define TYPES(...) __VA_ARGS__
#define PASS (one)
ON_PATH(unlink, TYPES(const char *), (const char *one), AT_FDCWD, one, 0)
ON_PATH(rmdir, TYPES(const char *), (const char *one), AT_FDCWD, one, 0)
#undef PASS
#define PASS (one, two)
ON_PATH(mkdir, TYPES(const char *, mode_t), (const char *one, mode_t two), AT_FDCWD, one, 1)
ON_PATH(rename, TYPES(const char *, const char *), (const char *one, const char *two), AT_FDCWD, two, 1)
ON_PATH(link, TYPES(const char *, const char *), (const char *one, const char *two), AT_FDCWD, two, 1)
#undef PASS
#define PASS (one, two, three)
ON_PATH(unlinkat, TYPES(int, const char *, int), (int one, const char *two, int three), one, two, 0)
ON_PATH(mkdirat, TYPES(int, const char *, mode_t), (int one, const char *two, mode_t three), one, two, 1)
#undef PASS
#define PASS (one, two, three, four)
ON_PATH(renameat, TYPES(int, const char *, int, const char *), (int one, const char *two, int three, const char *four), three, four, 1)
#undef PASS
#define PASS (one, two, three, four, five)
ON_PATH(linkat, TYPES(int, const char *, int, const char *, int), (int one, const char *two, int three, const char *four, int five), three, four, 1)
ON_PATH(renameat2, TYPES(int, const char *, int, const char *, unsigned), (int one, const char *two, int three, const char *four, unsigned five), three, four, 1)
#undef PASS

static int refused_file(struct control *c, int folder, const char *path, int flags) {
    int writes = (flags & O_ACCMODE) != O_RDONLY || flags & O_CREAT;
    if (!c || !writes || !path_is_ours(c, folder, path)) return 0;
    int grows = flags & O_CREAT && syscall(SYS_faccessat, folder, path, F_OK) != 0;
    return step(c, grows) < 0;
}

#define OPENER(name)                                                        \
    int name(const char *path, int flags, ...) {                            \
        va_list more;                                                       \
        va_start(more, flags);                                              \
        mode_t mode = va_arg(more, mode_t);                                 \
        va_end(more);                                                       \
        static int (*real)(const char *, int, ...);                         \
        if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
        return refused_file(control(), AT_FDCWD, path, flags) ? -1 : real(path, flags, mode); \
    }
OPENER(open)
OPENER(open64)

#define OPENER_AT(name)                                                     \
    int name(int folder, const char *path, int flags, ...) {                \
        va_list more;                                                       \
        va_start(more, flags);                                              \
        mode_t mode = va_arg(more, mode_t);                                 \
        va_end(more);                                                       \
        static int (*real)(int, const char *, int, ...);                    \
        if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, #name); \
        return refused_file(control(), folder, path, flags) ? -1 : real(folder, path, flags, mode); \
    }
OPENER_AT(openat)
OPENER_AT(openat64)

/* Counts what a process changes on the disk, call by call, and at a chosen one kills it or refuses the call.
 *
 * Loaded before the C library (LD_PRELOAD), so that the calls which SQLite makes are counted as well as Python's.
 * Nothing is counted before steps_arm. Only files under one folder count. See faults.py.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { COUNT = 0, KILL_BEFORE = 1, KILL_HALFWAY = 2, REFUSE = 3 };

static char root[PATH_MAX];
static int armed, mode, refusal, told = -1;
static long at, until;
static atomic_long seen;

void steps_arm(const char *folder, int how, long step, long last, int error, int tell)
{
    snprintf(root, sizeof root, "%s", folder);
    mode = how; at = step; until = last; refusal = error; told = tell;
    atomic_store(&seen, 0);
    armed = 1;
}

void steps_disarm(void) { armed = 0; }

long steps_seen(void) { return atomic_load(&seen); }

static int inside(const char *path) { return strncmp(path, root, strlen(root)) == 0; }

static int path_of(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return 1;
}

static void absolute(int folder, const char *path, char *whole)
{
    char base[PATH_MAX] = "";
    if (path[0] == '/') { snprintf(whole, PATH_MAX, "%s", path); return; }
    if (folder == AT_FDCWD) { if (!getcwd(base, sizeof base)) base[0] = 0; }
    else if (!path_of(folder, base)) base[0] = 0;
    if (strlen(base) + strlen(path) + 2 > PATH_MAX) { whole[0] = 0; return; }
    strcpy(whole, base); strcat(whole, "/"); strcat(whole, path);
}

static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); for (;;) pause(); }

static void tell(const char *call, const char *path)
{
    char line[PATH_MAX + 64];
    const char *part = inside(path) ? path + strlen(root) : path;
    int length = snprintf(line, sizeof line, "step %s %s\n", call, part);
    if (told >= 0) syscall(SYS_write, told, line, length);
}

/* 0: go on; 1: refused, errno is set; 2: do half of it, then die. */
static int step(const char *call, const char *path, int can_halve)
{
    if (!armed || !inside(path)) return 0;
    long now = atomic_fetch_add(&seen, 1) + 1;
    if (mode == COUNT || now < at || (mode != REFUSE && now > at)) return 0;
    if (mode == REFUSE) {
        if (now > until) return 0;
        if (now == at) tell(call, path);
        errno = refusal;
        return 1;
    }
    tell(call, path);
    if (mode == KILL_HALFWAY && can_halve) return 2;
    die();
    return 0;
}

static int fd_step(const char *call, int fd, int can_halve)
{
    char path[PATH_MAX];
    if (!armed || !path_of(fd, path)) return 0;
    return step(call, path, can_halve);
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name)) dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *bytes, size_t length)
{
    REAL(write);
    int what = fd_step("write", fd, 1);
    if (what == 1) return -1;
    if (what == 2) { real(fd, bytes, length / 2); die(); }
    return real(fd, bytes, length);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int fd, const void *bytes, size_t length, offset_type offset) \
    { \
        REAL(name); \
        int what = fd_step("write", fd, 1); \
        if (what == 1) return -1; \
        if (what == 2) { real(fd, bytes, length / 2, offset); die(); } \
        return real(fd, bytes, length, offset); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define ON_FD(name, call) \
    int name(int fd) { REAL(name); return fd_step(call, fd, 0) ? -1 : real(fd); }
ON_FD(fsync, "flush")
ON_FD(fdatasync, "flush")

#define CUT(name, type) \
    int name(int fd, type length) { REAL(name); return fd_step("cut", fd, 0) ? -1 : real(fd, length); }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

int fchmod(int fd, mode_t bits) { REAL(fchmod); return fd_step("permit", fd, 0) ? -1 : real(fd, bits); }

#define ON_PATH(name, call) \
    int name(const char *path) \
    { \
        char whole[PATH_MAX]; \
        REAL(name); \
        absolute(AT_FDCWD, path, whole); \
        return step(call, whole, 0) ? -1 : real(path); \
    }
ON_PATH(unlink, "remove")
ON_PATH(rmdir, "remove")

int unlinkat(int folder, const char *path, int flags)
{
    char whole[PATH_MAX];
    REAL(unlinkat);
    absolute(folder, path, whole);
    return step("remove", whole, 0) ? -1 : real(folder, path, flags);
}

int mkdir(const char *path, mode_t bits)
{
    char whole[PATH_MAX];
    REAL(mkdir);
    absolute(AT_FDCWD, path, whole);
    return step("make folder", whole, 0) ? -1 : real(path, bits);
}

int chmod(const char *path, mode_t bits)
{
    char whole[PATH_MAX];
    REAL(chmod);
    absolute(AT_FDCWD, path, whole);
    return step("permit", whole, 0) ? -1 : real(path, bits);
}

int fchmodat(int folder, const char *path, mode_t bits, int flags)
{
    char whole[PATH_MAX];
    REAL(fchmodat);
    absolute(folder, path, whole);
    return step("permit", whole, 0) ? -1 : real(folder, path, bits, flags);
}

int rename(const char *old, const char *new)
{
    char whole[PATH_MAX];
    REAL(rename);
    absolute(AT_FDCWD, new, whole);
    return step("rename", whole, 0) ? -1 : real(old, new);
}

int renameat(int from, const char *old, int to, const char *new)
{
    char whole[PATH_MAX];
    REAL(renameat);
    absolute(to, new, whole);
    return step("rename", whole, 0) ? -1 : real(from, old, to, new);
}

static int opens(int folder, const char *path, int flags)
{
    char whole[PATH_MAX];
    if (!armed || !(flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))) return 0;
    absolute(folder, path, whole);
    return step("open to write", whole, 0);
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list more; mode_t bits = 0; \
        va_start(more, flags); \
        if (flags & (O_CREAT | O_TMPFILE)) bits = va_arg(more, mode_t); \
        va_end(more); \
        REAL(name); \
        return opens(AT_FDCWD, path, flags) ? -1 : real(path, flags, bits); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) \
    { \
        va_list more; mode_t bits = 0; \
        va_start(more, flags); \
        if (flags & (O_CREAT | O_TMPFILE)) bits = va_arg(more, mode_t); \
        va_end(more); \
        REAL(name); \
        return opens(folder, path, flags) ? -1 : real(folder, path, flags, bits); \
    }
OPENAT(openat)
OPENAT(openat64)

static FILE *opened(FILE *(*real)(const char *, const char *), const char *path, const char *how)
{
    char whole[PATH_MAX];
    if (armed && strpbrk(how, "wa+")) {
        absolute(AT_FDCWD, path, whole);
        if (step("open to write", whole, 0)) return NULL;
    }
    return real(path, how);
}
FILE *fopen(const char *path, const char *how) { REAL(fopen); return opened(real, path, how); }
FILE *fopen64(const char *path, const char *how) { REAL(fopen64); return opened(real, path, how); }

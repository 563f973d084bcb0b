/* A file system that refuses, for one folder: no locks, or no room after so many writes; or the program is killed at one
   of its touches. Loaded with LD_PRELOAD.

   FAULT_UNDER  the folder; what lies elsewhere is as it is
   FAULT_LOCK   the number of the error that every lock fails with
   FAULT_ROOM   how many writes there is room for; `fault_room` sets it from within

   `fault_kill` says at which touch of the folder the program is killed; `fault_touches` how many there were. */
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
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long room = -2; /* not read yet; -1 has no end */

void fault_room(long writes) { room = writes; }

static long touches, last = -1;

void fault_kill(long at) { touches = 0; last = at; }

long fault_touches(void) { return touches; }

static void touched(void) {
    if (++touches == last) kill(getpid(), SIGKILL);
}

static int is_under(const char *path) {
    const char *under = getenv("FAULT_UNDER");
    return under && *under && path && strncmp(path, under, strlen(under)) == 0;
}

static int is_there(int fd) {
    char link[64], path[PATH_MAX];
    ssize_t length;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_under(path);
}

static int is_full(void) {
    touched();
    if (room == -2) room = getenv("FAULT_ROOM") ? atol(getenv("FAULT_ROOM")) : -1;
    if (room < 0) return 0;
    if (room > 0) { room--; return 0; }
    errno = ENOSPC;
    return 1;
}

static int lock_fails(int fd) {
    const char *number = getenv("FAULT_LOCK");
    if (!number || !is_there(fd)) return 0;
    errno = atoi(number);
    return 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int is_lock(int command) {
    return command == F_SETLK || command == F_SETLKW || command == F_GETLK || command == F_OFD_SETLK;
}

#define CONTROL(name)                                            \
    int name(int fd, int command, ...) {                         \
        int (*real)(int, int, ...) = dlsym(RTLD_NEXT, #name);    \
        va_list more;                                            \
        void *argument;                                          \
        va_start(more, command);                                 \
        argument = va_arg(more, void *);                         \
        va_end(more);                                            \
        if (is_lock(command) && lock_fails(fd)) return -1;       \
        return real(fd, command, argument);                      \
    }
CONTROL(fcntl)
CONTROL(fcntl64)

int flock(int fd, int how) {
    int (*real)(int, int) = dlsym(RTLD_NEXT, "flock");
    return lock_fails(fd) ? -1 : real(fd, how);
}

ssize_t write(int fd, const void *from, size_t count) {
    REAL(write);
    return is_there(fd) && is_full() ? -1 : real(fd, from, count);
}

ssize_t pwrite(int fd, const void *from, size_t count, off_t at) {
    REAL(pwrite);
    return is_there(fd) && is_full() ? -1 : real(fd, from, count, at);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    REAL(pwrite64);
    return is_there(fd) && is_full() ? -1 : real(fd, from, count, at);
}

int fsync(int fd) {
    REAL(fsync);
    return is_there(fd) && is_full() ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    return is_there(fd) && is_full() ? -1 : real(fd);
}

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    return is_under(path) && is_full() ? -1 : real(path, mode);
}

#define OPEN(name)                                                                          \
    int name(const char *path, int flags, ...) {                                            \
        int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #name);                      \
        va_list more;                                                                       \
        mode_t mode;                                                                        \
        va_start(more, flags);                                                              \
        mode = va_arg(more, mode_t);                                                        \
        va_end(more);                                                                       \
        if ((flags & O_CREAT) && is_under(path) && access(path, F_OK) && is_full()) return -1; \
        return real(path, flags, mode);                                                     \
    }
OPEN(open)
OPEN(open64)

static void touched_under(const char *path) {
    if (is_under(path)) touched();
}

int rename(const char *from, const char *to) {
    REAL(rename);
    touched_under(to);
    return real(from, to);
}

int link(const char *from, const char *to) {
    REAL(link);
    touched_under(to);
    return real(from, to);
}

int unlink(const char *path) {
    REAL(unlink);
    touched_under(path);
    return real(path);
}

int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    if (is_there(fd)) touched();
    return real(fd, length);
}

/*
 * Makes writes to the database's files fail, at the moment that the control file names. Loaded by LD_PRELOAD.
 *
 * The control file holds four 64-bit numbers: how many writes may still succeed (negative: all), how many fail after
 * those (negative: all), the errno they fail with, and how many writes there were.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

static struct control { int64_t good, bad, error, count; } *control;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS");
    int fd = path ? open(path, O_RDWR) : -1;
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (map != MAP_FAILED) control = map;
    close(fd);
}

static int is_database(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strstr(path, "referral.db") && !strstr(path, ".lock");
}

static int fails(int fd) {
    int before = errno;
    if (!control || !is_database(fd)) { errno = before; return 0; }
    errno = before;
    __atomic_fetch_add(&control->count, 1, __ATOMIC_SEQ_CST);
    if (control->good < 0) return 0;
    if (control->good > 0) { __atomic_fetch_sub(&control->good, 1, __ATOMIC_SEQ_CST); return 0; }
    if (control->bad == 0) return 0;
    if (control->bad > 0) __atomic_fetch_sub(&control->bad, 1, __ATOMIC_SEQ_CST);
    errno = (int)control->error;
    return 1;
}

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)
#define WRAP(type, name, parameters, arguments) \
    type name parameters { REAL(name); return fails(fd) ? -1 : real arguments; }

WRAP(ssize_t, write, (int fd, const void *bytes, size_t length), (fd, bytes, length))
WRAP(ssize_t, pwrite, (int fd, const void *bytes, size_t length, off_t at), (fd, bytes, length, at))
WRAP(ssize_t, pwrite64, (int fd, const void *bytes, size_t length, off64_t at), (fd, bytes, length, at))
WRAP(int, fsync, (int fd), (fd))
WRAP(int, fdatasync, (int fd), (fd))
WRAP(int, ftruncate, (int fd, off_t length), (fd, length))
WRAP(int, ftruncate64, (int fd, off64_t length), (fd, length))

int posix_fallocate(int fd, off_t at, off_t length) {
    REAL(posix_fallocate);
    return fails(fd) ? errno : real(fd, at, length);
}

// Ends the process it is loaded into at one chosen point, as kill -9 does. For LD_PRELOAD.
//
// A point is a call that changes what outlives the process: a write to a file, an fsync, a rename, a link, a removal,
// or a message to a PostgreSQL on a Unix socket, of which a commit is one. KILL_AT_FILE names a file of three numbers
// that the test shares with the process: how many points there have been, at which to end (0: never), and whether
// before that call (0) or after it (1). Children are left alone.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

struct shared {
    _Atomic uint64_t count;
    _Atomic uint64_t end;
    _Atomic uint64_t is_after;
};

static struct shared *shared;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("KILL_AT_FILE");
    unsetenv("LD_PRELOAD");
    unsetenv("KILL_AT_FILE");
    if (!path) return;
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *memory = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory != MAP_FAILED) shared = memory;
}

static void end(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

// Counts a point; true where the process is to end behind it.
static int point(void) {
    if (!shared) return 0;
    uint64_t number = atomic_fetch_add(&shared->count, 1) + 1;
    if (number != atomic_load(&shared->end)) return 0;
    if (!atomic_load(&shared->is_after)) end();
    return 1;
}

static int is_file(int descriptor) {
    struct stat status;
    return descriptor > 2 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

static int is_database(int descriptor) {
    struct sockaddr_un peer = {0};
    socklen_t length = sizeof peer;
    return getpeername(descriptor, (struct sockaddr *)&peer, &length) == 0 && peer.sun_family == AF_UNIX
        && strstr(peer.sun_path, ".s.PGSQL") != NULL;
}

#define WRAPPED(type, name, condition, parameters, ...)                                                               \
    type name parameters {                                                                                             \
        static type(*real) parameters;                                                                                 \
        if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name);                                                          \
        int last = (condition) && point();                                                                             \
        type result = real(__VA_ARGS__);                                                                               \
        if (last) end();                                                                                               \
        return result;                                                                                                 \
    }

WRAPPED(ssize_t, write, is_file(f), (int f, const void *b, size_t n), f, b, n)
WRAPPED(ssize_t, pwrite, is_file(f), (int f, const void *b, size_t n, off_t o), f, b, n, o)
WRAPPED(ssize_t, pwrite64, is_file(f), (int f, const void *b, size_t n, off64_t o), f, b, n, o)
WRAPPED(ssize_t, writev, is_file(f), (int f, const struct iovec *v, int n), f, v, n)
WRAPPED(ssize_t, send, is_database(f), (int f, const void *b, size_t n, int o), f, b, n, o)
WRAPPED(int, fsync, is_file(f), (int f), f)
WRAPPED(int, fdatasync, is_file(f), (int f), f)
WRAPPED(int, ftruncate, is_file(f), (int f, off_t n), f, n)
WRAPPED(int, ftruncate64, is_file(f), (int f, off64_t n), f, n)
WRAPPED(int, fsetxattr, is_file(f), (int f, const char *k, const void *b, size_t n, int o), f, k, b, n, o)
WRAPPED(int, rename, 1, (const char *a, const char *b), a, b)
WRAPPED(int, renameat, 1, (int d, const char *a, int e, const char *b), d, a, e, b)
WRAPPED(int, renameat2, 1, (int d, const char *a, int e, const char *b, unsigned o), d, a, e, b, o)
WRAPPED(int, link, 1, (const char *a, const char *b), a, b)
WRAPPED(int, linkat, 1, (int d, const char *a, int e, const char *b, int o), d, a, e, b, o)
WRAPPED(int, unlink, 1, (const char *a), a)
WRAPPED(int, unlinkat, 1, (int d, const char *a, int o), d, a, o)
WRAPPED(int, mkdir, 1, (const char *a, mode_t m), a, m)
WRAPPED(int, rmdir, 1, (const char *a), a)

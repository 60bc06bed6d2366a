// Does harm at one chosen point of the process it is loaded into. For LD_PRELOAD.
//
// A point is a call to the system of one of the chosen kinds. The harm is the end of the process as by kill -9, the end
// of the power of its disk and then of the process (ext4 only, as root), an error instead of the call, or a call that
// does half of its bytes. HARM_FILE names a file of numbers that the test shares with the process, see trigger.py.
// Children are left alone but where they are meant: then the numbers are shared with them too.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/xattr.h>
#include <unistd.h>

enum kind { WRITE = 1, SYNC = 2, NAME = 4, DATABASE = 8, OPEN = 16, READ = 32, WAIT = 64, COUNTED = 128, KINDS = 8 };
enum harm { NONE, END, CUT, FAIL, SHORTEN };
enum place { SERVER = 1, CHILD = 2 };

struct shared {
    _Atomic uint64_t counts[KINDS];  // calls of each kind so far
    _Atomic uint64_t kinds;          // those that are points now
    _Atomic uint64_t places;         // whose calls are
    _Atomic int64_t left;            // points until the harm
    _Atomic uint64_t times;          // how many points in a row it strikes
    _Atomic uint64_t harm;
    _Atomic uint64_t is_after;       // END and CUT: whether the call is done before
    _Atomic uint64_t error;          // FAIL: errno
    _Atomic uint64_t struck;         // how many times it did
    char disk[256];                  // CUT: a folder on the disk
};

static struct shared *shared;
static enum place place;
static char library[4096], numbers[4096], for_child[2][4200];

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("HARM_FILE"), *own = getenv("LD_PRELOAD");
    if (!path || !own) return;
    place = getenv("HARM_CHILD") ? CHILD : SERVER;
    snprintf(library, sizeof library, "%s", own);
    snprintf(numbers, sizeof numbers, "%s", path);
    unsetenv("LD_PRELOAD");
    unsetenv("HARM_FILE");
    int file = open(numbers, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *memory = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory != MAP_FAILED) shared = memory;
}

static void end(void) {
    if (shared->harm == CUT) {
        uint32_t without_flush = 2;
        int folder = open(shared->disk, O_RDONLY);
        if (ioctl(folder, _IOR('X', 125, uint32_t), &without_flush) != 0) abort();
    }
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static int is_last(enum harm harm) { return harm == END || harm == CUT; }

// Counts a call; what is to be done about it.
static enum harm harm_at(unsigned kinds) {
    if (!shared || !kinds || !(shared->places & place)) return NONE;
    for (int kind = 0; kind < KINDS; kind++) {
        if (kinds & 1u << kind) atomic_fetch_add(&shared->counts[kind], 1);
    }
    if (!(kinds & shared->kinds)) return NONE;
    int64_t left = atomic_fetch_sub(&shared->left, 1);
    if (left > 1 || left + (int64_t)shared->times <= 1) return NONE;
    atomic_fetch_add(&shared->struck, 1);
    if (is_last(shared->harm) && !shared->is_after) end();
    return shared->harm;
}

// What the kernel tells in /proc is on no disk, and Swift's runtime doesn't outlive it where it can't read that.
static int is(int descriptor, mode_t type) {
    struct stat status;
    struct statfs system;
    return descriptor > 2 && fstat(descriptor, &status) == 0 && (status.st_mode & S_IFMT) == type
        && fstatfs(descriptor, &system) == 0 && system.f_type != PROC_SUPER_MAGIC;
}

static unsigned at(const char *path) { return strncmp(path, "/proc/", 6) == 0 ? 0 : OPEN; }

static unsigned in_file(int descriptor, unsigned kinds) { return is(descriptor, S_IFREG) ? kinds : 0; }

static unsigned in_stored(int descriptor, unsigned kinds) {
    return is(descriptor, S_IFDIR) ? kinds : in_file(descriptor, kinds);
}

// A message to a PostgreSQL on a Unix socket, of which a commit is one, or to a client.
static unsigned in_socket(int descriptor) {
    struct sockaddr_un peer = {0};
    socklen_t length = sizeof peer;
    if (getpeername(descriptor, (struct sockaddr *)&peer, &length) != 0) return 0;
    if (peer.sun_family != AF_UNIX) return COUNTED;
    return strstr(peer.sun_path, ".s.PGSQL") ? DATABASE | COUNTED : 0;
}

// What can't be sent to a database is lost with the connection: a client waits for its answer otherwise.
static int broken(int socket) {
    int error = errno;
    if (error != EINTR && in_socket(socket) & DATABASE) shutdown(socket, SHUT_RDWR);
    return errno = error, -1;
}

#define SHORTER(n) if (harm == SHORTEN && n > 1) n /= 2
#define WHOLE

#define WRAPPED(kinds, type, failed, name, shorter, parameters, ...)                                                   \
    type wrapped_##name parameters __asm__(#name);                                                                     \
    type wrapped_##name parameters {                                                                                   \
        static type(*real) parameters;                                                                                 \
        if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name);                                                          \
        enum harm harm = harm_at(kinds);                                                                               \
        if (harm == FAIL) return errno = (int)shared->error, failed;                                                   \
        shorter;                                                                                                       \
        type result = real(__VA_ARGS__);                                                                               \
        if (is_last(harm)) end();                                                                                      \
        return result;                                                                                                 \
    }

#define WRITES(name, shorter, parameters, ...)                                                                         \
    WRAPPED(in_file(f, WRITE | COUNTED), ssize_t, -1, name, shorter, parameters, __VA_ARGS__)
#define READS(name, shorter, parameters, ...)                                                                          \
    WRAPPED(in_file(f, READ | COUNTED), ssize_t, -1, name, shorter, parameters, __VA_ARGS__)
#define CALLS(kinds, name, parameters, ...) WRAPPED(kinds, int, -1, name, WHOLE, parameters, __VA_ARGS__)

WRITES(write, SHORTER(n), (int f, const void *b, size_t n), f, b, n)
WRITES(pwrite, SHORTER(n), (int f, const void *b, size_t n, off_t o), f, b, n, o)
WRITES(pwrite64, SHORTER(n), (int f, const void *b, size_t n, off64_t o), f, b, n, o)
WRITES(writev, SHORTER(n), (int f, const struct iovec *v, int n), f, v, n)
CALLS(in_file(f, WRITE), ftruncate, (int f, off_t n), f, n)
CALLS(in_file(f, WRITE), ftruncate64, (int f, off64_t n), f, n)
CALLS(in_file(f, WRITE), fsetxattr, (int f, const char *k, const void *b, size_t n, int o), f, k, b, n, o)
CALLS(in_stored(f, SYNC), fsync, (int f), f)
CALLS(in_stored(f, SYNC), fdatasync, (int f), f)
CALLS(NAME, rename, (const char *a, const char *b), a, b)
CALLS(NAME, renameat, (int d, const char *a, int e, const char *b), d, a, e, b)
CALLS(NAME, renameat2, (int d, const char *a, int e, const char *b, unsigned o), d, a, e, b, o)
CALLS(NAME, link, (const char *a, const char *b), a, b)
CALLS(NAME, linkat, (int d, const char *a, int e, const char *b, int o), d, a, e, b, o)
CALLS(NAME, unlink, (const char *a), a)
CALLS(NAME, unlinkat, (int d, const char *a, int o), d, a, o)
CALLS(NAME, mkdir, (const char *a, mode_t m), a, m)
CALLS(NAME, rmdir, (const char *a), a)
WRAPPED(in_socket(f), ssize_t, broken(f), send, SHORTER(n), (int f, const void *b, size_t n, int o), f, b, n, o)
READS(read, SHORTER(n), (int f, void *b, size_t n), f, b, n)
READS(pread, SHORTER(n), (int f, void *b, size_t n, off_t o), f, b, n, o)
READS(pread64, SHORTER(n), (int f, void *b, size_t n, off64_t o), f, b, n, o)
WRAPPED(COUNTED, ssize_t, -1, sendfile, SHORTER(n), (int f, int g, off_t *o, size_t n), f, g, o, n)
WRAPPED(in_file(f, READ), ssize_t, -1, fgetxattr, WHOLE, (int f, const char *k, void *b, size_t n), f, k, b, n)
WRAPPED(READ, struct dirent *, NULL, readdir, WHOLE, (DIR *d), d)
CALLS(READ, lstat, (const char *p, struct stat *s), p, s)
CALLS(at(p), open, (const char *p, int o, mode_t m), p, o, m)
CALLS(at(p), open64, (const char *p, int o, mode_t m), p, o, m)
CALLS(at(p), openat, (int d, const char *p, int o, mode_t m), d, p, o, m)
CALLS(OPEN, pipe2, (int *e, int o), e, o)
CALLS(OPEN, accept4, (int f, struct sockaddr *a, socklen_t *n, int o), f, a, n, o)
WRAPPED(OPEN, DIR *, NULL, opendir, WHOLE, (const char *p), p)
// What a stream has is received whole, as far as there is room: epoll(7) lets programs rely on it.
WRAPPED(WAIT, ssize_t, -1, recv, WHOLE, (int f, void *b, size_t n, int o), f, b, n, o)
CALLS(WAIT, epoll_wait, (int f, struct epoll_event *e, int n, int t), f, e, n, t)
CALLS(WAIT, poll, (struct pollfd *p, nfds_t n, int t), p, n, t)

// A child finds the numbers where its environment names them, and this library.
int posix_spawn(pid_t *child, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const *arguments, char *const *environment) {
    int (*real)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const *,
                char *const *) = dlsym(RTLD_NEXT, "posix_spawn");
    if (harm_at(OPEN) == FAIL) return (int)shared->error;
    char *more[64] = {for_child[0], for_child[1], "HARM_CHILD=1"};
    if (!shared || !(shared->places & CHILD)) return real(child, path, actions, attributes, arguments, environment);
    snprintf(for_child[0], sizeof for_child[0], "LD_PRELOAD=%s", library);
    snprintf(for_child[1], sizeof for_child[1], "HARM_FILE=%s", numbers);
    for (int index = 0; index < 60 && environment[index]; index++) more[index + 3] = environment[index];
    return real(child, path, actions, attributes, arguments, more);
}

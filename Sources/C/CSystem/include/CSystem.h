#pragma once
/* What Glibc's Swift overlay leaves out or imports badly. No _GNU_SOURCE here: it changes struct layouts and
   clashes with the Glibc module. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

/* accept4(2): the new socket neither blocks nor survives exec. */
int accept_nonblocking(int listener, struct sockaddr *address, socklen_t *length);

/* What this thread belongs to: set by the threads that run an executor, null on every other. */
const void *thread_owner(void);
void set_thread_owner(const void *owner);

/* GNU extensions that a plain include hides. */
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);

/* Asks for SIGKILL at the death of the thread that started this process. Returns 0 or -1 with errno. */
int stemma_die_with_parent(void);

/* Refuses, for every thread of this process from now on, whatever reaches other hosts, other programs or other
   processes: sockets, exec, ptrace, io_uring. Such calls fail with EPERM. Returns 0 or -1 with errno. */
int stemma_forbid_outside(void);

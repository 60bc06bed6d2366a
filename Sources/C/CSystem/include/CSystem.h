#pragma once
/* What Glibc's Swift overlay leaves out or imports badly. No _GNU_SOURCE here: it changes struct layouts and
   clashes with the Glibc module. */
#include <errno.h>
#include <fcntl.h>
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

#define _GNU_SOURCE
#include "CSystem.h"
#include <stddef.h>

int accept_nonblocking(int listener, struct sockaddr *address, socklen_t *length) {
    return accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

static _Thread_local const void *owner = NULL;

const void *thread_owner(void) { return owner; }

void set_thread_owner(const void *new_owner) { owner = new_owner; }

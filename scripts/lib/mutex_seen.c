/* Tells the thread sanitizer of the locks that it doesn't see.
 *
 * The quick half of Synchronization.Mutex is compiled into the program, where the sanitizer follows it. What two
 * threads do who want it at once happens in Swift's library and in the kernel (FUTEX_LOCK_PI), and to the sanitizer
 * what one of them did before is no reason for what the other sees: races are reported that are none. These stand in
 * front of the library's own, by LD_PRELOAD, and say what each of them means. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define MUTEX __attribute__((swift_context)) void *mutex
#define NAME(name) __asm__("$s15Synchronization12_MutexHandleV" name)

#define LOCK "9_lockSlowyys6UInt32VF"
#define UNLOCK "11_unlockSlowyyF"

/* There in a program that is being watched alone. */
__attribute__((weak)) void __tsan_acquire(void *);
__attribute__((weak)) void __tsan_release(void *);

SWIFT void lock(uint32_t thread, MUTEX) NAME(LOCK);
SWIFT void unlock(MUTEX) NAME(UNLOCK);

SWIFT void lock(uint32_t thread, MUTEX) {
    SWIFT void (*library)(uint32_t, MUTEX) = dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV" LOCK);
    library(thread, mutex);
    if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock(MUTEX) {
    SWIFT void (*library)(MUTEX) = dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV" UNLOCK);
    if (__tsan_release) __tsan_release(mutex);
    library(mutex);
}

/* Preloaded: each call advances the monotonic clock by two seconds. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

/* The C library's names of calls with times of 64 bits, if those of the machine are shorter. */
#ifdef __i386__
#define SYMBOL(call) ("__" #call "64")
#else
#define SYMBOL(call) #call
#endif

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  static time_t ahead;
  if (!real) real = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, SYMBOL(clock_gettime));
  int result = real(clock, now);
  if (clock == CLOCK_MONOTONIC) now->tv_sec += ahead += 2;
  return result;
}

/*
 * Preloaded: shifts the wall clock. The first eight bytes of the file CLOCK_SHIFT are the shift in seconds. The next eight bytes are the
 * limit of a pseudo-random number of seconds that each call adds.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* The C library's names of calls with times of 64 bits, if those of the machine are shorter. */
#ifdef __i386__
#define SYMBOL(call) ("__" #call "64")
#else
#define SYMBOL(call) #call
#endif

static const volatile int64_t *shift;

__attribute__((constructor)) static void map_shift(void) {
  const char *path = getenv("CLOCK_SHIFT");
  int file = path ? open(path, O_RDONLY) : -1;
  if (file < 0) return;
  void *mapped = mmap(0, 2 * sizeof *shift, PROT_READ, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) shift = mapped;
  close(file);
}

static int64_t shift_seconds(void) {
  static uint32_t state = 76;
  if (!shift) return 0;
  state = state * 1664525 + 1013904223;
  return shift[0] + (shift[1] ? (int64_t) (state >> 4) % shift[1] : 0);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, SYMBOL(clock_gettime));
  int result = real(clock, now);
  if (clock == CLOCK_REALTIME) now->tv_sec += shift_seconds();
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  static int (*real)(struct timeval *, void *);
  if (!real) real = (int (*)(struct timeval *, void *)) dlsym(RTLD_NEXT, SYMBOL(gettimeofday));
  int result = real(now, zone);
  now->tv_sec += shift_seconds();
  return result;
}

time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}

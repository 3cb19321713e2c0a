/*
 * Preloaded: the wall clock is wrong by as many seconds as the file CLOCK_SHIFT says in its first eight bytes, and by a whole number of
 * seconds more, another one at each look, up to what its next eight bytes say.
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

static const volatile int64_t *lies;

__attribute__((constructor)) static void find_lies(void) {
  const char *path = getenv("CLOCK_SHIFT");
  int file = path ? open(path, O_RDONLY) : -1;
  if (file < 0) return;
  void *mapped = mmap(0, 2 * sizeof *lies, PROT_READ, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) lies = mapped;
  close(file);
}

static int64_t lie(void) {
  static uint32_t state = 76;
  if (!lies) return 0;
  state = state * 1664525 + 1013904223;
  return lies[0] + (lies[1] ? (int64_t) (state >> 4) % lies[1] : 0);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, now);
  if (clock == CLOCK_REALTIME) now->tv_sec += lie();
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  static int (*real)(struct timeval *, void *);
  if (!real) real = (int (*)(struct timeval *, void *)) dlsym(RTLD_NEXT, "gettimeofday");
  int result = real(now, zone);
  now->tv_sec += lie();
  return result;
}

time_t time(time_t *into) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (into) *into = now.tv_sec;
  return now.tv_sec;
}

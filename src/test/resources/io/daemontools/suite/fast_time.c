/*
 * Preloaded: all clocks and timeouts run SPEED times as fast. The wall clock is right at SPEED_SINCE (seconds since 1970), so that all
 * processes have the same time.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL

static int64_t speed = 1;
static int64_t wall_since;
static int64_t monotonic_since;

/* The C library's names of calls with times of 64 bits, if those of the machine are shorter. */
#ifdef __i386__
#define SYMBOL(call) ("__" #call "64")
#else
#define SYMBOL(call) #call
#endif

#define REAL(call)                                                                  \
  ({                                                                                \
    static __typeof__(&call) real_;                                                 \
    if (!real_) real_ = (__typeof__(&call)) dlsym(RTLD_NEXT, SYMBOL(call));         \
    real_;                                                                          \
  })

static int64_t nanoseconds(const struct timespec *time) {
  return time->tv_sec * SECOND + time->tv_nsec;
}

static struct timespec timespec_of(int64_t time) {
  return (struct timespec) {time / SECOND, time % SECOND};
}

static int64_t look(clockid_t clock) {
  struct timespec now;
  REAL(clock_gettime)(clock, &now);
  return nanoseconds(&now);
}

static int64_t hurried(clockid_t clock) {
  int64_t since = clock == CLOCK_REALTIME ? wall_since : monotonic_since;
  return since + (look(clock) - since) * speed;
}

__attribute__((constructor)) static void begin(void) {
  const char *factor = getenv("SPEED"), *since = getenv("SPEED_SINCE");
  if (!factor || !since) return;
  speed = atoll(factor);
  wall_since = atoll(since) * SECOND;
  monotonic_since = look(CLOCK_MONOTONIC);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) return REAL(clock_gettime)(clock, now);
  *now = timespec_of(hurried(clock));
  return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  (void) zone;
  int64_t time = hurried(CLOCK_REALTIME) / 1000;
  now->tv_sec = time / 1000000;
  now->tv_usec = time % 1000000;
  return 0;
}

int nanosleep(const struct timespec *time, struct timespec *left) {
  struct timespec shorter = timespec_of(nanoseconds(time) / speed), rest = {0, 0};
  int result = REAL(nanosleep)(&shorter, &rest);
  if (left) *left = timespec_of(nanoseconds(&rest) * speed);
  return result;
}

unsigned sleep(unsigned seconds) {
  struct timespec time = {seconds, 0}, left = {0, 0};
  return nanosleep(&time, &left) < 0 ? (unsigned) left.tv_sec : 0;
}

int poll(struct pollfd *descriptors, nfds_t size, int milliseconds) {
  if (milliseconds < 0) return ppoll(descriptors, size, 0, 0);
  struct timespec shorter = timespec_of(milliseconds * (SECOND / 1000) / speed);
  return ppoll(descriptors, size, &shorter, 0);
}

/* Time. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "answer.h"
#include "dt_posix.h"

#define SECOND 1000000000

/* Returns 0 if the clock cannot be read: a 32-bit time_t does not hold times after January 2038. */
static int64_t read_clock(clockid_t clock) {
  struct timespec now;
  if (clock_gettime(clock, &now) < 0) return 0;
  return (int64_t) now.tv_sec * SECOND + now.tv_nsec;
}

int64_t dt_wall_clock(void) {
  return read_clock(CLOCK_REALTIME);
}

int64_t dt_monotonic_clock(void) {
  return read_clock(CLOCK_MONOTONIC);
}

void dt_sleep(int64_t nanoseconds) {
  struct timespec left = {(time_t) (nanoseconds / SECOND), (long) (nanoseconds % SECOND)};
  while (nanosleep(&left, &left) < 0 && errno == EINTR) {
  }
}

int32_t dt_local_time(int64_t seconds, int32_t *fields) {
  time_t moment = (time_t) seconds;
  if ((int64_t) moment != seconds) return -EOVERFLOW;
  struct tm *local = localtime(&moment);
  if (!local) return -EOVERFLOW;
  fields[0] = (int32_t) ((uint32_t) local->tm_year + 1900);
  fields[1] = local->tm_mon + 1;
  fields[2] = local->tm_mday;
  fields[3] = local->tm_hour;
  fields[4] = local->tm_min;
  fields[5] = local->tm_sec;
  return 0;
}

int32_t dt_index_of(const int8_t *block, int32_t from, int32_t to, int32_t wanted) {
  const int8_t *found = memchr(block + from, wanted, (size_t) (to - from));
  return found ? (int32_t) (found - block) : -1;
}

/* Time. */
#include <errno.h>
#include <time.h>

#include "answer.h"
#include "dt_posix.h"

#define SECOND 1000000000

int64_t dt_monotonic_clock(void) {
  return dt_read_clock(CLOCK_MONOTONIC);
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

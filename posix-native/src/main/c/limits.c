/* Resource limits. */
#include <sys/time.h>
#include <sys/types.h>
#include <sys/resource.h>

#include "answer.h"
#include "dt_posix.h"
#include "hot_data.h"

#define UNKNOWN (-1)

#if !defined(RLIMIT_AS) && defined(RLIMIT_VMEM)
#define RLIMIT_AS RLIMIT_VMEM
#endif
#ifndef RLIMIT_AS
#define RLIMIT_AS UNKNOWN
#endif
#ifndef RLIMIT_MEMLOCK
#define RLIMIT_MEMLOCK UNKNOWN
#endif
#ifndef RLIMIT_NPROC
#define RLIMIT_NPROC UNKNOWN
#endif
#ifndef RLIMIT_RSS
#define RLIMIT_RSS UNKNOWN
#endif

/* In the order of the enum Resource. */
static const int resources[] = {
    RLIMIT_AS,
    RLIMIT_CORE,
    RLIMIT_CPU,
    RLIMIT_DATA,
    RLIMIT_FSIZE,
    RLIMIT_MEMLOCK,
    RLIMIT_NOFILE,
    RLIMIT_NPROC,
    RLIMIT_RSS,
    RLIMIT_STACK,
};

int32_t dt_can_limit(int32_t resource) {
  return resources[resource] != UNKNOWN;
}

int32_t dt_hard_limit(int32_t resource, int64_t *amount) {
  struct rlimit limit;
  if (getrlimit(resources[resource], &limit) < 0) return -errno;
  *amount = (int64_t) limit.rlim_max;
  return 0;
}

int32_t dt_set_soft_limit(int32_t resource, int64_t amount) {
  struct rlimit limit;
  if (getrlimit(resources[resource], &limit) < 0) return -errno;
  limit.rlim_cur = (rlim_t) amount;
  return setrlimit(resources[resource], &limit) < 0 ? -errno : 0;
}

/* The raised limit, and the soft limit that the program was started with. */
static DT_HOT_DATA int raised = UNKNOWN;
static DT_HOT_DATA rlim_t at_entry;

int32_t dt_raise_soft_limit(int32_t resource) {
  struct rlimit limit;
  if (getrlimit(resources[resource], &limit) < 0) return -errno;
  rlim_t soft = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(resources[resource], &limit) < 0) return -errno;
  at_entry = soft;
  raised = resources[resource];
  return 0;
}

int32_t dt_reset_limits(void) {
  struct rlimit limit;
  if (raised == UNKNOWN) return 0;
  if (getrlimit(raised, &limit) < 0) return -errno;
  limit.rlim_cur = at_entry;
  return setrlimit(raised, &limit) < 0 ? -errno : 0;
}

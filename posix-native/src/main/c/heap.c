/* How much memory a program takes. */
#include <stdint.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/resource.h>

#include "door.h"

/*
 * A limit on memory is often meant for a program further down the chain, which cannot be reached by one that takes
 * two megabytes. So under a limit less must do: at the least enough for the commands that become another program.
 */
#define SMALLEST_HEAP (64 * 1024)

/* What the C library is left for itself, such as for looking up accounts. */
#define RESERVE (384 * 1024)

static int limited(int resource) {
  struct rlimit limit;
  return !getrlimit(resource, &limit) && limit.rlim_cur != RLIM_INFINITY;
}

int64_t dt_least_heap(int64_t wanted) {
  if (limited(RLIMIT_DATA)) return SMALLEST_HEAP;
#ifdef RLIMIT_AS
  if (limited(RLIMIT_AS)) return SMALLEST_HEAP;
#endif
  return wanted;
}

int64_t dt_most_heap(int64_t wanted) {
#ifdef RLIMIT_AS
  if (!limited(RLIMIT_AS)) return wanted;
  while (wanted > SMALLEST_HEAP) {
    /* The heap, and what its collector takes for itself: see program_heap.c. */
    size_t length = (size_t) (wanted * 3 + wanted / 8 + RESERVE);
    void *memory = mmap(0, length, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0);
    if (memory != MAP_FAILED) {
      munmap(memory, length);
      break;
    }
    wanted /= 2;
  }
#endif
  return wanted;
}

/* Memory of a program: its size, and the calls to reserve and release it. */
#ifdef __linux__
#include <malloc.h>
#endif
#include <stdint.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/resource.h>
#include <unistd.h>

#include "dt_posix.h"

/*
 * A limit on memory is often meant for a program further down the chain. So under a limit a heap starts small and grows by single
 * pages. This is enough for the commands that execute another program.
 */
#define SMALL_HEAP (64 * 1024)

/* A multiple of all page sizes in use. sysconf would cost each start two page faults in the C library. */
#define PAGES 65536

/* A quarter of the smallest address space of a 32-bit process, including the collector's memory. */
#define MAX_HEAP_32_BIT ((int64_t) 64 * 1024 * 1024)

/* Addresses that are left to the C library under a limit, for example for looking up accounts. */
#define SPARE (384 * 1024)

/* The same of data, where the heap is not yet as small as it may be. */
#define SPARE_DATA (24 * 1024)

#ifdef __GLIBC__
/* Undefined where malloc.c is linked. */
extern int mallopt(int option, int value) __attribute__((weak));
#endif

/* Otherwise glibc's malloc takes 128 KB more than it needs, or fails. Returns the data that is left to it. */
static int64_t make_malloc_modest(void) {
#ifdef __GLIBC__
  if (mallopt) {
    mallopt(M_TOP_PAD, 0);
    return SPARE_DATA;
  }
#endif
  return 0;
}

static int limited(int resource) {
  struct rlimit limit;
  return !getrlimit(resource, &limit) && limit.rlim_cur != RLIM_INFINITY;
}

static int addresses_limited(void) {
#ifdef RLIMIT_AS
  return limited(RLIMIT_AS);
#else
  return 0;
#endif
}

void dt_size_heap(struct dt_heap_sizes *sizes) {
  sizes->step = PAGES;
  sizes->spare = addresses_limited() ? SPARE : 0;
  sizes->scarce = sizes->spare || limited(RLIMIT_DATA);
  if (sizes->scarce) {
    long page = sysconf(_SC_PAGESIZE);
    if (page > 0) sizes->step = page;
    sizes->least = SMALL_HEAP;
    sizes->spare_data = make_malloc_modest();
  }
  if (sizeof(void *) == 4 && sizes->most > MAX_HEAP_32_BIT) sizes->most = MAX_HEAP_32_BIT;
}

/* FreeBSD requires -1. */
static void *reserve(void *address, size_t length, int flags) {
  void *memory = mmap(address, length, PROT_NONE, MAP_PRIVATE | MAP_ANON | flags, -1, 0);
  return memory == MAP_FAILED ? 0 : memory;
}

void *dt_reserve(size_t length, size_t spare) {
  char *memory = reserve(0, length + spare, 0);
  if (memory && spare) munmap(memory + length, spare);
  return memory;
}

int dt_make_writable(void *address, size_t length) {
  return mprotect(address, length, PROT_READ | PROT_WRITE) == 0;
}

void dt_release(void *address, size_t length) {
  if (!reserve(address, length, MAP_FIXED)) mprotect(address, length, PROT_NONE);
}

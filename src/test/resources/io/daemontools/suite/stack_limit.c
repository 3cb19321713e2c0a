/*
 * Preloaded into a program under test: a limit on the stack works as on FreeBSD, whose kernel takes the pages beyond it away at once, also
 * from the calling process. On Linux the limit counts only when the stack grows.
 */
#define _GNU_SOURCE /* RTLD_NEXT */

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* The C library's name of the call with limits of 64 bits. */
#ifdef __i386__
#define SYMBOL "setrlimit64"
#else
#define SYMBOL "setrlimit"
#endif

typedef int set_limit(__rlimit_resource_t resource, const struct rlimit *limit);

static void take(rlim_t beyond) {
  char line[512];
  unsigned long start = 0, end = 0;
  FILE *maps = fopen("/proc/self/maps", "r");
  if (!maps) _exit(99);
  while (fgets(line, sizeof line, maps)) {
    if (strstr(line, "[stack]")) {
      if (sscanf(line, "%lx-%lx", &start, &end) != 2) _exit(99);
    }
  }
  fclose(maps);
  unsigned long page = (unsigned long) sysconf(_SC_PAGESIZE);
  unsigned long kept = (beyond + page - 1) / page * page;
  if (!end || (end - start > kept && mprotect((void *) start, end - start - kept, PROT_NONE))) _exit(99);
}

int setrlimit(__rlimit_resource_t resource, const struct rlimit *limit) {
  set_limit *real = (set_limit *) dlsym(RTLD_NEXT, SYMBOL);
  int result = real(resource, limit);
  if (!result && resource == RLIMIT_STACK && limit->rlim_cur != RLIM_INFINITY) take(limit->rlim_cur);
  return result;
}

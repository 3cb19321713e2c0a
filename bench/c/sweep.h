/* The end of everything below a process that adopts its orphans. Linux. */
#ifndef BENCH_SWEEP_H
#define BENCH_SWEEP_H

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static inline void adopt_orphans(void) {
  if (prctl(PR_SET_CHILD_SUBREAPER, 1)) {
    perror("unable to adopt orphans");
    exit(111);
  }
}

static inline int parent_of(const char *pid) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
  FILE *file = fopen(path, "r");
  if (!file) return -1;
  size_t length = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[length] = 0;
  char *rest = strrchr(text, ')');
  int parent;
  return rest && sscanf(rest + 1, " %*c %d", &parent) == 1 ? parent : -1;
}

static inline void kill_children(void) {
  DIR *processes = opendir("/proc");
  if (!processes) return;
  struct dirent *entry;
  while ((entry = readdir(processes)))
    if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' && parent_of(entry->d_name) == (int) getpid())
      kill((pid_t) atoi(entry->d_name), SIGKILL);
  closedir(processes);
}

/* Kills the children until there are none: the children of each become children of this process. */
static inline void sweep(void) {
  struct timespec moment = {0, 2000000};
  pid_t ended;
  do {
    kill_children();
    nanosleep(&moment, 0);
    do ended = waitpid(-1, 0, WNOHANG);
    while (ended > 0);
  } while (ended == 0);
}

#endif

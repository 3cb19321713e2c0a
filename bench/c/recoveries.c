/*
 * recoveries ROUNDS DIRECTORY...: kills the supervisor of each service directory in turn, twice, and prints the nanoseconds until
 * another one has opened the FIFO supervise/control: "first N", for one that has run for more than a second, and "again N", for its
 * successor. At the end it kills the services, of which some suites have several now; a supervisor starts one again.
 */
#include <ctype.h>
#include <dirent.h>
#include <signal.h>

#include "events.h"

#define SECOND 1000000000LL
#define MILLISECOND 1000000LL

/* The beginning of a file of a process, "" if it has ended. */
static char *about(int pid, const char *file, char text[512]) {
  char name[64];
  snprintf(name, sizeof name, "/proc/%d/%s", pid, file);
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  ssize_t length = fd < 0 ? 0 : read(fd, text, 511);
  text[length < 0 ? 0 : length] = 0;
  if (fd >= 0) close(fd);
  return text;
}

static int is_service(int pid) {
  char text[512];
  return !strcmp(about(pid, "comm", text), "run\n");
}

/* Whether a process or a thread of it has not ended: the files of a zombie are closed with its last thread. */
static int runs(int pid) {
  char text[512], state;
  int threads;
  const char *name_end = strrchr(about(pid, "stat", text), ')');
  return name_end &&
         sscanf(name_end + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %d", &state, &threads) == 2 &&
         ((state != 'Z' && state != 'X') || threads > 1);
}

/* Kills the processes that work in a directory, if they are services or if they are not, and returns the last one; 0 for none. */
static int kill_in(const char *directory, int services) {
  int killed = 0;
  DIR *processes = opendir("/proc");
  if (!processes) return 0;
  for (struct dirent *entry; (entry = readdir(processes));) {
    char name[300], link[4096];
    if (!isdigit((unsigned char) *entry->d_name)) continue;
    snprintf(name, sizeof name, "/proc/%s/cwd", entry->d_name);
    ssize_t length = readlink(name, link, sizeof link - 1);
    if (length < 0) continue;
    link[length] = 0;
    int pid = atoi(entry->d_name);
    if (!strcmp(link, directory) && is_service(pid) == services && !kill(pid, SIGKILL)) killed = pid;
  }
  closedir(processes);
  return killed;
}

static int has_reader(const char *fifo) {
  int fd = open(fifo, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (fd >= 0) close(fd);
  return fd >= 0;
}

static void recovery(const char *what, const char *directory) {
  char control[4096];
  snprintf(control, sizeof control, "%s/supervise/control", directory);
  int64_t from = now();
  int pid = kill_in(directory, 0);
  if (!pid) {
    fprintf(stderr, "recoveries: no supervisor in %s\n", directory);
    exit(111);
  }
  while (runs(pid)) continue;
  while (!has_reader(control)) {
    if (now() - from > 30 * SECOND) {
      fprintf(stderr, "recoveries: no other supervisor in %s\n", directory);
      exit(111);
    }
    pause_for(MILLISECOND / 10);
  }
  printf("%s %lld\n", what, (long long) (now() - from));
}

int main(int count, char **argv) {
  if (count < 3) {
    fputs("usage: recoveries rounds directory...\n", stderr);
    return 100;
  }
  for (int round = atoi(argv[1]); round > 0; round--) {
    pause_for(SECOND + SECOND / 4);
    for (int i = 2; i < count; i++) {
      recovery("first", argv[i]);
      recovery("again", argv[i]);
    }
  }
  for (int i = 2; i < count; i++) kill_in(argv[i], 1);
  return 0;
}

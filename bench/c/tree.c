/*
 * tree FOLDER COUNT START MIDDLE STOP: a tree of services from its start to its end. Runs the shell script START, waits until
 * COUNT services have reported to FOLDER/events that they run; runs MIDDLE, which finds the tree below the process TREE; runs STOP and
 * waits until every process is gone. Prints "start" and "stop" with the nanoseconds that they took, and "cpu" with the processor
 * time of both, MIDDLE left out.
 */
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "events.h"
#include "sweep.h"

#define SECOND 1000000000LL

extern char **environ;

static void fail(const char *why) {
  fprintf(stderr, "tree: %s\n", why);
  sweep();
  exit(111);
}

static void interrupted(int number) {
  signal(number, SIG_DFL);
  sweep();
  _exit(128 + number);
}

static void too_long(int number) {
  (void) number;
  static const char text[] = "tree: some processes do not end\n";
  if (write(2, text, sizeof text - 1) > 0) sweep();
  _exit(111);
}

static pid_t shell(const char *script) {
  char *argv[] = {"sh", "-c", (char *) script, 0};
  pid_t child;
  if (posix_spawn(&child, "/bin/sh", 0, 0, argv, environ)) fail("unable to run a shell");
  return child;
}

static int64_t nanoseconds(struct timeval time) { return time.tv_sec * SECOND + time.tv_usec * 1000LL; }

static int64_t processor_time(const struct rusage *usage) {
  return nanoseconds(usage->ru_utime) + nanoseconds(usage->ru_stime);
}

static void print_time(const char *what, int64_t time) {
  printf("%s %lld\n", what, (long long) time);
  fflush(stdout);
}

static int64_t start(int events, int count, int64_t timeout, const char *script) {
  int64_t from = now();
  struct event event = {from, 0, 0};
  shell(script);
  for (int i = 0; i < count; i++)
    if (!next_event(events, STARTED, from + timeout, &event)) {
      fprintf(stderr, "tree: %d of %d services have started\n", i, count);
      fail("too few services start");
    }
  return event.time - from;
}

/* Returns the processor time that is none of the tree's. */
static int64_t middle(const char *script) {
  char name[24];
  struct rusage usage;
  int status;
  snprintf(name, sizeof name, "%d", (int) getpid());
  setenv("TREE", name, 1);
  if (wait4(shell(script), &status, 0, &usage) < 0) fail("unable to wait");
  if (status) fail("the measurement in the middle failed");
  return processor_time(&usage);
}

static int64_t stop(int64_t timeout, const char *script) {
  int64_t from = now();
  signal(SIGALRM, too_long);
  alarm((unsigned) (timeout / SECOND));
  shell(script);
  while (waitpid(-1, 0, 0) > 0) continue;
  return now() - from;
}

int main(int count, char **argv) {
  if (count != 6) {
    fputs("usage: tree folder count start middle stop\n", stderr);
    return 100;
  }
  char fifo[4096];
  int services = atoi(argv[2]);
  int64_t timeout = 60 * SECOND + services * SECOND / 5;
  snprintf(fifo, sizeof fifo, "%s/events", argv[1]);
  if (mkfifo(fifo, 0600)) fail("unable to make a FIFO");
  adopt_orphans();
  signal(SIGHUP, interrupted);
  signal(SIGINT, interrupted);
  signal(SIGTERM, interrupted);
  int events = open_events(fifo);
  print_time("start", start(events, services, timeout, argv[3]));
  int64_t not_the_tree = middle(argv[4]);
  print_time("stop", stop(timeout, argv[5]));
  struct rusage usage;
  getrusage(RUSAGE_CHILDREN, &usage);
  print_time("cpu", processor_time(&usage) - not_the_tree);
  return 0;
}

/*
 * appear EVENTS FROM TO COUNT [COMMAND...]: moves the service directories FROM/sN to TO, one after the other, and prints the
 * nanoseconds until each reports by the FIFO that it runs. COMMAND is run after each move, for a scanner that needs a signal.
 *
 * A scanner that looks every five seconds has just looked when a service starts. So between two moves is a pause, each of
 * another length, that they are spread over the five seconds.
 */
#include <spawn.h>
#include <sys/wait.h>

#include "events.h"

#define SECOND 1000000000LL
#define GOLDEN 0.6180339887

extern char **environ;

static void run(char **command) {
  pid_t child;
  if (posix_spawn(&child, *command, 0, 0, command, environ) || waitpid(child, 0, 0) < 0) exit(111);
}

int main(int count, char **argv) {
  if (count < 5) {
    fputs("usage: appear events from to count [command...]\n", stderr);
    return 100;
  }
  int events = open_events(argv[1]);
  int services = atoi(argv[4]);
  double part = 0;
  for (int i = 0; i < services; i++) {
    char from[4096], to[4096];
    struct event event;
    snprintf(from, sizeof from, "%s/s%d", argv[2], i);
    snprintf(to, sizeof to, "%s/s%d", argv[3], i);
    part += GOLDEN;
    part -= (int) part;
    pause_for((int64_t) (part * 5 * SECOND));
    forget_events(events);
    int64_t moved = now();
    if (rename(from, to)) {
      fprintf(stderr, "appear: %s: %s\n", from, strerror(errno));
      return 111;
    }
    if (count > 5) run(argv + 5);
    if (!next_event(events, STARTED, moved + 60 * SECOND, &event)) {
      fprintf(stderr, "appear: %s is not started\n", to);
      return 111;
    }
    printf("%lld\n", (long long) (event.time - moved));
  }
  return 0;
}

/*
 * restarts EVENTS ROUNDS PID...: kills each service in turn and prints the nanoseconds until it reports by the FIFO that it runs
 * again. Every supervisor leaves a second between two starts: so between rounds it is left to pass.
 */
#include <signal.h>

#include "events.h"

#define SECOND 1000000000LL

int main(int count, char **argv) {
  if (count < 4) {
    fputs("usage: restarts events rounds pid...\n", stderr);
    return 100;
  }
  int events = open_events(argv[1]);
  int services = count - 3;
  int32_t *pids = malloc((size_t) services * sizeof *pids);
  for (int i = 0; i < services; i++) pids[i] = atoi(argv[3 + i]);
  for (int round = atoi(argv[2]); round > 0; round--) {
    pause_for(SECOND + SECOND / 4);
    for (int i = 0; i < services; i++) {
      struct event event;
      forget_events(events);
      int64_t from = now();
      if (pids[i] <= 1 || kill(pids[i], SIGKILL) || !next_event(events, STARTED, from + 30 * SECOND, &event)) {
        fprintf(stderr, "restarts: %d is not started again\n", pids[i]);
        return 111;
      }
      printf("%lld\n", (long long) (event.time - from));
      pids[i] = event.pid;
    }
  }
  return 0;
}

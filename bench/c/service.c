/*
 * A service as cheap as can be, the same under every supervisor: reports to ../../events that it has started and each HUP,
 * writes a line to its logger, if it has one, and sleeps.
 */
#include <signal.h>

#include "events.h"

static int events;

static void report(int kind) {
  struct event event = {now(), (int32_t) getpid(), kind};
  if (write(events, &event, sizeof event) != (ssize_t) sizeof event) _exit(99);
}

static void hang_up(int number) {
  (void) number;
  report(HUNG_UP);
}

int main(void) {
  events = open("../../events", O_WRONLY | O_NONBLOCK);
  if (events >= 0) {
    signal(SIGHUP, hang_up);
    report(STARTED);
  }
  if (!access("log", F_OK) && write(1, "started\n", 8) != 8) return 99;
  for (;;) pause();
}

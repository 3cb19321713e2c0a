/* Reports of the measured services through a FIFO, so that they need not be polled. */
#ifndef BENCH_EVENTS_H
#define BENCH_EVENTS_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"

enum { STARTED = 1, HUNG_UP = 2 };

/* Small enough to be written in one piece. */
struct event {
  int64_t time;
  int32_t pid;
  int32_t kind;
};

/* Open for both, so that it never ends. */
static inline int open_events(const char *fifo) {
  int fd = open(fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (fd < 0) {
    fprintf(stderr, "unable to open %s: %s\n", fifo, strerror(errno));
    exit(111);
  }
  return fd;
}

/* The next event of a kind; false if there is none until the deadline. */
static inline int next_event(int fd, int kind, int64_t deadline, struct event *event) {
  for (;;) {
    if (read(fd, event, sizeof *event) == (ssize_t) sizeof *event) {
      if (event->kind == kind) return 1;
      continue;
    }
    int64_t left = deadline - now();
    if (left <= 0) return 0;
    struct pollfd wait = {fd, POLLIN, 0};
    poll(&wait, 1, (int) (left / 1000000) + 1);
  }
}

/* Discards the reports so far. */
static inline void forget_events(int fd) {
  struct event event;
  while (read(fd, &event, sizeof event) > 0) continue;
}

#endif

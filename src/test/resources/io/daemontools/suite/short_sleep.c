/* Preloaded into a program under test: a wait is over at once, and adds a byte to the file that SLEEPS names. */
#define _GNU_SOURCE /* ppoll */

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void count(void) {
  static const char *file;
  if (!file) file = getenv("SLEEPS");
  int sleeps = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (write(sleeps, ".", 1) != 1) _exit(99);
  close(sleeps);
}

int nanosleep(const struct timespec *wanted, struct timespec *left) {
  (void) wanted;
  (void) left;
  count();
  return 0;
}

int poll(struct pollfd *descriptors, nfds_t size, int milliseconds) {
  static const struct timespec now;
  if (milliseconds) count();
  return ppoll(descriptors, size, &now, 0);
}

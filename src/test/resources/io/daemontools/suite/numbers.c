/*
 * A service that writes numbered lines to standard output until TERM. "number" holds the next one. The
 * writer locks "turn", since two of them may run for a moment: the second adds its process id to "doubled", and waits. TERM ends it
 * between two lines.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define AT_ONCE 10
#ifndef PAUSE_MICROSECONDS
#define PAUSE_MICROSECONDS 2000
#endif

static volatile sig_atomic_t ending;

static void end(int signal) {
  (void) signal;
  ending = 1;
}

/* Less than a pipe takes in one piece, so that an interrupted write has written nothing. */
static int write_line(int64_t number) {
  char line[256];
  int length = snprintf(line, sizeof line, "<%lld %.*s>\n", (long long) number, (int) (number * 7919 % 90),
                        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
  return write(1, line, length) == length;
}

int main(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = end;
  sigaction(SIGTERM, &action, 0);
  int file = open("number", O_RDWR | O_CREAT, 0644), turn = open("turn", O_RDWR | O_CREAT, 0644);
  if (flock(turn, LOCK_EX | LOCK_NB) < 0) {
    dprintf(open("doubled", O_WRONLY | O_APPEND | O_CREAT, 0644), "%d\n", (int) getpid());
    if (flock(turn, LOCK_EX) < 0) return 0;
  }
  int64_t number = 0;
  if (pread(file, &number, sizeof number, 0) < 0) return 1;
  while (!ending) {
    for (int i = 0; i < AT_ONCE && !ending; i++)
      if (write_line(number)) {
        number++;
        if (pwrite(file, &number, sizeof number, 0) < 0) return 1;
      }
    usleep(PAUSE_MICROSECONDS);
  }
  return 0;
}

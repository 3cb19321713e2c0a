/* Signals as something to read: the handler writes their numbers into a pipe. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "answer.h"
#include "door.h"

static int piped;
static int reading;
static int writing;

static void remember(int signal) {
  int saved = errno;
  unsigned char number = (unsigned char) signal;
  /* A full pipe is readable already; that this one is missing from it changes nothing. */
  ssize_t ignored = write(writing, &number, 1);
  (void) ignored;
  errno = saved;
}

/* An end that blocks would stop the program as soon as it has taken all signals. */
static int set_up(int end) {
  return fcntl(end, F_SETFD, FD_CLOEXEC) < 0 || fcntl(end, F_SETFL, O_NONBLOCK) < 0 ? -1 : 0;
}

static int make_pipe(void) {
  int ends[2];
  if (pipe(ends) < 0) return -1;
  if (set_up(ends[0]) < 0 || set_up(ends[1]) < 0) {
    int failure = errno;
    close(ends[0]);
    close(ends[1]);
    errno = failure;
    return -1;
  }
  reading = ends[0];
  writing = ends[1];
  piped = 1;
  return 0;
}

static int act(int signal, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, 0);
}

int32_t dt_catch(int32_t signal) {
  if (!piped && make_pipe() < 0) return -errno;
  if (act(signal, remember) < 0) return -errno;
  /* A parent may have left it blocked, and then it would never come. */
  sigset_t caught;
  sigemptyset(&caught);
  sigaddset(&caught, signal);
  sigprocmask(SIG_UNBLOCK, &caught, 0);
  return reading;
}

int32_t dt_take_signal(void) {
  unsigned char number;
  return read(reading, &number, 1) == 1 ? number : 0;
}

int32_t dt_ignore(int32_t signal) {
  return answer(act(signal, SIG_IGN));
}

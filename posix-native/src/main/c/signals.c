/*
 * Caught signals as a readable descriptor: the handler records the signal and makes it readable. On Linux it is an eventfd, elsewhere
 * a pipe, which takes one descriptor more.
 */
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/eventfd.h>
#include <sys/syscall.h>
#endif

#include "answer.h"
#include "dt_posix.h"
#include "hot_data.h"

/* At least the number of signals in the Java enum Signal. */
#define MAX_SIGNALS 24

/* The signals whose action this process has changed to a handler or SIG_IGN. */
static DT_HOT_DATA int changed[MAX_SIGNALS];
static DT_HOT_DATA int changes;

/* Which of them have arrived and were not taken yet. */
static DT_HOT_DATA volatile sig_atomic_t arrived[MAX_SIGNALS];

static DT_HOT_DATA int piped;
static DT_HOT_DATA int reading;
static DT_HOT_DATA int writing;

/* The message that is written; an eventfd takes 8 bytes. */
static const uint64_t message = 1;

/* Whether there is a message. One is enough, so the pipe is never full. */
static DT_HOT_DATA volatile sig_atomic_t awake;

static void note(int signal) {
  for (int i = 0; i < changes; i++)
    if (changed[i] == signal) arrived[i] = 1;
  if (!awake) {
    int saved = errno;
    awake = write(writing, &message, sizeof message) == (ssize_t) sizeof message;
    errno = saved;
  }
}

static int make_pipe(void) {
#ifdef __linux__
  reading = writing = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  piped = reading >= 0;
  if (piped || errno != ENOSYS) return piped ? 0 : -1;
#endif
  int ends[2];
  if (dt_make_pipe(ends, 0) < 0) return -1;
  reading = ends[0];
  writing = ends[1];
  piped = 1;
  return 0;
}

static int act(int signal, void (*handler)(int), struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, before);
}

static int remember(int signal) {
  for (int i = 0; i < changes; i++)
    if (changed[i] == signal) return 0;
  if (changes == MAX_SIGNALS) {
    errno = EINVAL;
    return -1;
  }
  changed[changes++] = signal;
  return 0;
}

int32_t dt_catch(int32_t signal) {
  if (!piped && make_pipe() < 0) return -errno;
  if (remember(signal) < 0 || act(signal, note, 0) < 0) return -errno;
  /* A parent may have left it blocked, so that it would never arrive. */
  sigset_t caught;
  sigemptyset(&caught);
  sigaddset(&caught, signal);
  sigprocmask(SIG_UNBLOCK, &caught, 0);
  return reading;
}

static int taken(void) {
  for (int i = 0; i < changes; i++)
    if (arrived[i]) {
      arrived[i] = 0;
      return changed[i];
    }
  return 0;
}

/*
 * Makes no system call if no signal has arrived. A signal that arrives before awake is 0 is seen by the second look; one that arrives
 * later writes a message.
 */
int32_t dt_take_signal(void) {
  int signal = taken();
  if (signal || !awake) return signal;
  char bytes[MAX_SIGNALS];
  while (read(reading, bytes, sizeof bytes) == (ssize_t) sizeof bytes) {
  }
  awake = 0;
  return taken();
}

int32_t dt_ignore(int32_t signal) {
  struct sigaction before;
  if (act(signal, SIG_IGN, &before) < 0) return -errno;
  return before.sa_handler == SIG_IGN || remember(signal) == 0 ? 0 : -errno;
}

int32_t dt_stop_ignoring(int32_t signal) {
  for (int i = 0; i < changes; i++)
    if (changed[i] == signal) ANSWER(act(signal, SIG_DFL, 0));
  return 0;
}

static DT_HOT_DATA sigset_t mask_before;

/* musl's sigprocmask leaves its own signals, 32 to 34, out of the mask that it returns: a child would not have them blocked any more. */
#if defined(__linux__) && !defined(__GLIBC__)
#ifdef __mips__
#define MASK_SIZE 16
#else
#define MASK_SIZE 8
#endif
static void set_mask(const sigset_t *mask, sigset_t *before) {
  syscall(SYS_rt_sigprocmask, SIG_SETMASK, mask, before, MASK_SIZE);
}
#else
static void set_mask(const sigset_t *mask, sigset_t *before) {
  sigprocmask(SIG_SETMASK, mask, before);
}
#endif

void dt_block_signals(void) {
  sigset_t all;
  memset(&all, -1, sizeof all);
  set_mask(&all, &mask_before);
}

void dt_restore_signal_mask(void) {
  set_mask(&mask_before, 0);
}

/* Cannot fail: the actions of these signals have been set before. */
void dt_reset_signals(void) {
  for (int i = 0; i < changes; i++) act(changed[i], SIG_DFL, 0);
  if (piped) {
    close(reading);
    if (writing != reading) close(writing);
  }
  dt_restore_signal_mask();
}

/* Processes: children, and this process. */
#define _DEFAULT_SOURCE /* wait4 */
#include <signal.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#elif defined(__FreeBSD__) || defined(__DragonFly__)
#include <sys/procctl.h>
#endif

#include "answer.h"
#include "dt_posix.h"
#include "wait_status.h"

/* Blocks signals: in the child, the parent's handlers would write to the pipe that both share. */
int32_t dt_fork(void) {
  dt_block_signals();
  int32_t child = answer(fork());
  if (child != 0) dt_restore_signal_mask();
  return child;
}

static int32_t await_child(pid_t which, int flags, int32_t *status) {
  int ended;
  pid_t child;
  do child = waitpid(which, &ended, flags);
  while (child < 0 && errno == EINTR);
  if (child > 0) fill_wait_status(status, ended);
  return answer(child);
}

int32_t dt_reap(int32_t *status) {
  return await_child(-1, WNOHANG, status);
}

int32_t dt_waitpid(int32_t process, int32_t *status) {
  return await_child(process, 0, status);
}

/* The unit of ru_maxrss. */
#ifdef __APPLE__
#define MAXRSS_UNIT 1
#else
#define MAXRSS_UNIT 1024
#endif

static int64_t nanoseconds(struct timeval time) {
  return (int64_t) time.tv_sec * 1000000000 + (int64_t) time.tv_usec * 1000;
}

static int32_t await_measured(pid_t which, int flags, int32_t *status, int64_t *use) {
  int ended;
  struct rusage usage;
  pid_t child;
  do child = wait4(which, &ended, flags, &usage);
  while (child < 0 && errno == EINTR);
  if (child > 0) {
    fill_wait_status(status, ended);
    use[0] = nanoseconds(usage.ru_utime);
    use[1] = nanoseconds(usage.ru_stime);
    use[2] = (int64_t) usage.ru_maxrss * MAXRSS_UNIT;
  }
  return answer(child);
}

int32_t dt_reap_measured(int32_t *status, int64_t *use) {
  return await_measured(-1, WNOHANG, status, use);
}

int32_t dt_await_measured(int32_t process, int32_t *status, int64_t *use) {
  return await_measured(process, 0, status, use);
}

int32_t dt_become_reaper(void) {
#if defined(PR_SET_CHILD_SUBREAPER)
  ANSWER(prctl(PR_SET_CHILD_SUBREAPER, 1UL, 0UL, 0UL, 0UL));
#elif defined(PROC_REAP_ACQUIRE)
  /* EBUSY: it is one already, from before it executed this program. */
  return procctl(P_PID, getpid(), PROC_REAP_ACQUIRE, 0) < 0 && errno != EBUSY ? -errno : 0;
#else
  return -ENOSYS;
#endif
}

int32_t dt_getpid(void) {
  return (int32_t) getpid();
}

/* The action is that of this process and of its children. */
int32_t dt_set_default(int32_t number) {
  return signal(number, SIG_DFL) == SIG_ERR ? -errno : 0;
}

int32_t dt_kill(int32_t process, int32_t signal) {
  ANSWER(kill(process, signal));
}

int32_t dt_setsid(void) {
  ANSWER(setsid());
}

/* Children, and this process among others. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#elif defined(__FreeBSD__) || defined(__DragonFly__)
#include <sys/procctl.h>
#endif

#include "answer.h"
#include "dt_posix.h"

/* All signals are blocked until the child has reset them: its parent's handler would write to the pipe that both have. */
int32_t dt_fork(void) {
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, &before);
  int32_t child = answer(fork());
  if (child == 0) dt_reset_signals();
  sigprocmask(SIG_SETMASK, &before, 0);
  return child;
}

static int32_t await_child(pid_t which, int flags, int32_t *status) {
  int ended;
  pid_t child;
  do child = waitpid(which, &ended, flags);
  while (child < 0 && errno == EINTR);
  if (child > 0) {
    status[0] = WIFEXITED(ended) ? WEXITSTATUS(ended) : 0;
    status[1] = WIFSIGNALED(ended);
  }
  return answer(child);
}

int32_t dt_reap(int32_t *status) {
  return await_child(-1, WNOHANG, status);
}

int32_t dt_waitpid(int32_t process, int32_t *status) {
  return await_child(process, 0, status);
}

int32_t dt_become_reaper(void) {
#if defined(PR_SET_CHILD_SUBREAPER)
  ANSWER(prctl(PR_SET_CHILD_SUBREAPER, 1UL, 0UL, 0UL, 0UL));
#elif defined(PROC_REAP_ACQUIRE)
  ANSWER(procctl(P_PID, getpid(), PROC_REAP_ACQUIRE, 0));
#else
  return -ENOSYS;
#endif
}

int32_t dt_getpid(void) {
  return (int32_t) getpid();
}

/* For this process and its children. */
int32_t dt_set_default(int32_t number) {
  return signal(number, SIG_DFL) == SIG_ERR ? -errno : 0;
}

int32_t dt_kill(int32_t process, int32_t signal) {
  ANSWER(kill(process, signal));
}

int32_t dt_setsid(void) {
  ANSWER(setsid());
}

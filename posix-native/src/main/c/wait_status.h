/* The fields of WaitStatus. */
#ifndef DAEMONTOOLS_WAIT_STATUS_H
#define DAEMONTOOLS_WAIT_STATUS_H

#include <stdint.h>
#include <sys/wait.h>

static inline void fill_wait_status(int32_t *status, int ended) {
  status[0] = WIFEXITED(ended) ? WEXITSTATUS(ended) : 0;
  status[1] = WIFSIGNALED(ended) ? WTERMSIG(ended) : 0;
}

#endif

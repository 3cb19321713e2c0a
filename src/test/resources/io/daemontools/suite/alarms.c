/* Sends a process ALRM many times: alarms PID TIMES. */
#include <sched.h>
#include <signal.h>
#include <stdlib.h>

int main(int count, char **argv) {
  if (count != 3) return 100;
  for (long times = atol(argv[2]); times > 0; times--) {
    if (kill((pid_t) atol(argv[1]), SIGALRM) < 0) return 111;
    sched_yield(); /* so that it is delivered before the next one comes */
  }
  return 0;
}

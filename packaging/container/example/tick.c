/* A service for an image without a shell: one static program, which is its own run. */
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t stopping;

static void stop(int signal) {
  (void) signal;
  stopping = 1;
}

int main(void) {
  struct sigaction action = {.sa_handler = stop};
  sigaction(SIGTERM, &action, 0);
  for (long n = 1; !stopping; n++) {
    printf("tick %ld\n", n);
    fflush(stdout);
    sleep(1);
  }
  puts("that was all");
  return 0;
}

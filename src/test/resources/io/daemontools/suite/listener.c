/*
 * A service that adds to the file notes what happens to it: its start, and the signals it gets, of those that come at once the
 * lowest first. TERM ends it if there is a file "obeys"; USR1 does in any case.
 */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int notes;

static void note(const char *text) {
  if (write(notes, text, strlen(text)) < 0) _exit(98);
}

int main(void) {
  static const int signals[] = {SIGHUP, SIGINT, SIGUSR1, SIGALRM, SIGTERM, SIGCONT};
  static const char *const names[] = {"HUP ", "INT ", "USR1 ", "ALRM ", "TERM ", "CONT "};
  char start[32];
  sigset_t set;
  sigemptyset(&set);
  for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) sigaddset(&set, signals[i]);
  sigprocmask(SIG_SETMASK, &set, 0);
  notes = open("notes", O_WRONLY | O_APPEND | O_CREAT, 0600);
  snprintf(start, sizeof start, "start=%ld ", (long) getpid());
  note(start);
  for (;;) {
    int signal = 0;
    sigwait(&set, &signal);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
      if (signals[i] == signal) note(names[i]);
    if (signal == SIGUSR1 || (signal == SIGTERM && !access("obeys", F_OK))) return signal == SIGUSR1;
  }
}

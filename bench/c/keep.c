/*
 * keep FOLDER... -- COMMAND...: runs a command and exits as it does, after having ended everything that it left behind, its
 * daemons as well, and removed the folders. HUP, INT and TERM have the same effect.
 */
#include <spawn.h>

#include "sweep.h"

extern char **environ;

static volatile sig_atomic_t caught;

static void note(int number) { caught = number; }

static void remove_folders(char **folders) {
  for (; strcmp(*folders, "--"); folders++) {
    char *argv[] = {"rm", "-rf", "--", *folders, 0};
    pid_t child;
    if (!posix_spawnp(&child, "rm", 0, 0, argv, environ)) waitpid(child, 0, 0);
  }
}

/* Its status, or -1 if there was a signal first. */
static int status_of(pid_t child) {
  int status;
  for (;;) {
    pid_t ended = waitpid(-1, &status, 0);
    if (ended == child) return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (ended < 0) return -1;
  }
}

int main(int count, char **argv) {
  char **command = argv + 1;
  while (*command && strcmp(*command, "--")) command++;
  if (count < 3 || !*command || !command[1]) {
    fputs("usage: keep folder... -- command...\n", stderr);
    return 100;
  }
  adopt_orphans();
  struct sigaction action = {.sa_handler = note};
  sigaction(SIGHUP, &action, 0);
  sigaction(SIGINT, &action, 0);
  sigaction(SIGTERM, &action, 0);
  pid_t child;
  int status = 111;
  int error = posix_spawnp(&child, command[1], 0, 0, command + 1, environ);
  if (error)
    fprintf(stderr, "keep: unable to run %s: %s\n", command[1], strerror(error));
  else
    status = status_of(child);
  sweep();
  remove_folders(argv + 1);
  return caught ? 128 + caught : status;
}

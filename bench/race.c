/*
 * race ROUNDS COMMAND... -- COMMAND...: runs two commands by turns and prints the nanoseconds each took: half of the runs
 * took no longer than that.
 */
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

static long run(char **command) {
  pid_t child;
  int status;
  long start = now();
  if (posix_spawn(&child, command[0], 0, 0, command, environ) || waitpid(child, &status, 0) < 0 || status) _exit(99);
  return now() - start;
}

static int compare(const void *left, const void *right) {
  long difference = *(const long *) left - *(const long *) right;
  return difference < 0 ? -1 : difference > 0;
}

int main(int count, char **words) {
  int rounds = atoi(words[1]);
  char **first = words + 2, **second = first;
  while (strcmp(*second, "--")) second++;
  *second++ = 0;
  (void) count;
  long *times = malloc(2 * (size_t) rounds * sizeof *times);
  for (int i = 0; i < rounds; i++) {
    times[i] = run(first);
    times[rounds + i] = run(second);
  }
  qsort(times, (size_t) rounds, sizeof *times, compare);
  qsort(times + rounds, (size_t) rounds, sizeof *times, compare);
  printf("%ld %ld\n", times[rounds / 2], times[rounds + rounds / 2]);
  return 0;
}

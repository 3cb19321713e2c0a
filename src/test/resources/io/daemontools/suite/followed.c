/*
 * followed STATE LOGS LINES MILLISECONDS COMMAND...: reads the lines of numbered.c, of logs w0, w1 and so on, from a command that prints them as
 * svlogs -j does, and checks that they are in the order of their logs. It kills the command after that time, and reads the rest. With 0, it
 * reads to the end; with -1, it ends the command by TERM once it has all lines. The file STATE remembers where each log was. It prints a
 * line for each hundredth of all lines, and at last what it has found.
 */
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_LOGS 100
#define BUFFER (1 << 20)
#define LABEL 25

static struct {
  int64_t last[MAX_LOGS]; /* the greatest number that has arrived */
  int64_t lines;          /* how many have arrived, each once */
  int64_t sum;            /* of their numbers */
  int64_t repeated;       /* lines that had arrived before */
  int64_t missing;        /* numbers that were left out */
  int64_t bad;            /* other lines */
  int64_t late;           /* lines with an earlier label than the line before */
} state;

static char buffer[BUFFER];
static char label[LABEL];

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static void check_label(const char *line) {
  const char *at = strstr(line, "\"tai64n\":\"@");
  if (!at || strlen(at) < 10 + LABEL) {
    state.bad++;
    return;
  }
  if (memcmp(at + 10, label, LABEL) < 0) state.late++;
  memcpy(label, at + 10, LABEL);
}

/* The number that follows a text, and in *after what is after it; negative if there is none. */
static int64_t number_after(const char *line, const char *text, char **after) {
  const char *at = strstr(line, text);
  return at ? strtoll(at + strlen(text), after, 10) : -1;
}

static void check(const char *line, int64_t logs) {
  char *after_service = "", *after_log = "", *after_number = "";
  int64_t service = number_after(line, "\"service\":\"w", &after_service);
  int64_t log = number_after(line, "\"text\":\"w", &after_log), number = strtoll(after_log, &after_number, 10);
  if (log != service || log < 0 || log >= logs || *after_service != '"' || strncmp(after_number, " x", 2) != 0 ||
      strcmp(line + strlen(line) - 3, "x\"}") != 0) {
    state.bad++;
    return;
  }
  check_label(line);
  if (number <= state.last[log]) {
    state.repeated++;
    return;
  }
  state.missing += number - state.last[log] - 1;
  state.last[log] = number;
  state.lines++;
  state.sum += number;
}

/* Checks the complete lines, and keeps the rest. */
static size_t check_lines(size_t length, int64_t logs) {
  char *line = buffer, *end = buffer + length, *newline;
  while ((newline = memchr(line, '\n', (size_t) (end - line))) != 0) {
    *newline = 0;
    check(line, logs);
    line = newline + 1;
  }
  size_t rest = (size_t) (end - line);
  memmove(buffer, line, rest);
  return rest;
}

static pid_t start(char **command, int *output) {
  int ends[2];
  if (pipe(ends) < 0) return -1;
  pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], 1);
    close(ends[0]);
    close(ends[1]);
    execvp(command[0], command);
    _exit(127);
  }
  close(ends[1]);
  *output = ends[0];
  return pid;
}

static void move_state(const char *file, int saves) {
  FILE *opened = fopen(file, saves ? "w" : "r");
  if (!opened) return;
  size_t moved = saves ? fwrite(&state, sizeof state, 1, opened) : fread(&state, sizeof state, 1, opened);
  if (fclose(opened) != 0 || moved != 1) exit(111);
}

int main(int count, char **argv) {
  if (count < 6) return 100;
  int64_t logs = atoll(argv[2]), all = logs * atoll(argv[3]), milliseconds = atoll(argv[4]);
  if (logs > MAX_LOGS) return 100;
  move_state(argv[1], 0);
  int output, status, ended = 0;
  pid_t pid = start(argv + 5, &output);
  if (pid < 0) return 111;
  int64_t deadline = now() + milliseconds, hundredths = state.lines * 100 / all;
  size_t length = 0;
  for (;;) {
    struct pollfd ready = {output, POLLIN, 0};
    int64_t left = milliseconds > 0 && !ended ? deadline - now() : 1000;
    int any = left > 0 ? poll(&ready, 1, (int) left) : 0;
    if (milliseconds > 0 && !ended && now() >= deadline) {
      kill(pid, SIGKILL);
      ended = 1;
    }
    if (any <= 0) continue;
    ssize_t got = read(output, buffer + length, BUFFER - length);
    if (got <= 0) break;
    length = check_lines(length + (size_t) got, logs);
    for (; hundredths < state.lines * 100 / all; hundredths++) {
      puts("one hundredth");
      fflush(stdout);
    }
    if (milliseconds < 0 && !ended && state.lines >= all) {
      kill(pid, SIGTERM);
      ended = 1;
    }
  }
  if (length > 0 && !ended) state.bad++;
  waitpid(pid, &status, 0);
  move_state(argv[1], 1);
  printf("lines %lld sum %lld missing %lld bad %lld repeated %lld late %lld\n", (long long) state.lines,
         (long long) state.sum, (long long) state.missing, (long long) state.bad, (long long) state.repeated,
         (long long) state.late);
  return ended || (WIFEXITED(status) && WEXITSTATUS(status) == 0) ? 0 : 1;
}

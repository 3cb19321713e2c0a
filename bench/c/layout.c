/*
 * layout DIR FIRST COUNT SERVICE [LOGGER]: makes the service directories DIR/sFIRST and so on, with SERVICE as their run and
 * LOGGER as their loggers'. (A shell takes seconds to make as many.)
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[4096];

static void must(int result) {
  if (result == 0) return;
  fprintf(stderr, "layout: %s: %s\n", path, strerror(errno));
  exit(111);
}

static void directory(const char *folder, int number, const char *rest) {
  snprintf(path, sizeof path, "%s/s%d%s", folder, number, rest);
  must(mkdir(path, 0755));
}

static void program(const char *folder, int number, const char *rest, const char *target) {
  snprintf(path, sizeof path, "%s/s%d%s", folder, number, rest);
  must(link(target, path));
}

int main(int count, char **argv) {
  if (count < 5 || count > 6) {
    fputs("usage: layout dir first count service [logger]\n", stderr);
    return 100;
  }
  int first = atoi(argv[2]);
  for (int i = first; i < first + atoi(argv[3]); i++) {
    directory(argv[1], i, "");
    program(argv[1], i, "/run", argv[4]);
    if (count == 6) {
      directory(argv[1], i, "/log");
      directory(argv[1], i, "/log/main");
      program(argv[1], i, "/log/run", argv[5]);
    }
  }
  return 0;
}

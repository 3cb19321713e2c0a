/*
 * Sets the stage for a program and becomes it: stage DIRECTIVE... -- PATH [NAME ARGUMENT...]. A directive is NAME=VALUE.
 * The program gets the variables that env= lists, in that order, and no others; NAME is PATH if there is none.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char *variables[32768];
static int variable_count;

static void fail(const char *what) {
  perror(what);
  _exit(96);
}

static int resource(const char *name) {
  static const struct {
    const char *name;
    int resource;
  } known[] = {{"as", RLIMIT_AS},       {"core", RLIMIT_CORE},     {"cpu", RLIMIT_CPU},     {"data", RLIMIT_DATA},
               {"fsize", RLIMIT_FSIZE}, {"memlock", RLIMIT_MEMLOCK}, {"nofile", RLIMIT_NOFILE}, {"nproc", RLIMIT_NPROC},
               {"rss", RLIMIT_RSS},     {"stack", RLIMIT_STACK}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (!strcmp(name, known[i].name)) return known[i].resource;
  fail(name);
  return -1;
}

/* soft=nofile:20, hard=... */
static void limit(char *value, int hard) {
  char *amount = strchr(value, ':');
  *amount++ = 0;
  struct rlimit limit;
  if (getrlimit(resource(value), &limit) < 0) fail(value);
  limit.rlim_cur = strtoull(amount, 0, 10);
  if (hard) limit.rlim_max = limit.rlim_cur;
  if (setrlimit(resource(value), &limit) < 0) fail(value);
}

static void block(int signal) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal);
  if (sigprocmask(SIG_BLOCK, &set, 0) < 0) fail("block");
}

/* user=65534: that user and group, and no other. */
static void become(uid_t id) {
  if (setgroups(0, 0) < 0 || setgid(id) < 0 || setuid(id) < 0) fail("user");
}

/* open=7: /dev/null at that number; append=7: the file errors. */
static void open_at(int number, int flags, const char *path) {
  int descriptor = open(path, flags, 0600);
  if (descriptor < 0 || (descriptor != number && (dup2(descriptor, number) < 0 || close(descriptor) < 0))) fail(path);
}

/* from=0:PATH, to=1:PATH */
static void open_named(char *value, int flags) {
  char *path = strchr(value, ':');
  *path++ = 0;
  open_at(atoi(value), flags, path);
}

static int apply(const char *name, char *value) {
  int number = atoi(value);
  if (!strcmp(name, "env")) variables[variable_count++] = value;
  else if (!strcmp(name, "ignore")) signal(number, SIG_IGN);
  else if (!strcmp(name, "block")) block(number);
  else if (!strcmp(name, "raise")) raise(number);
  else if (!strcmp(name, "close")) close(number);
  else if (!strcmp(name, "open")) open_at(number, O_RDONLY, "/dev/null");
  else if (!strcmp(name, "from")) open_named(value, O_RDONLY | O_NONBLOCK);
  else if (!strcmp(name, "to")) open_named(value, O_WRONLY);
  else if (!strcmp(name, "user")) become((uid_t) number);
  else if (!strcmp(name, "append")) open_at(number, O_WRONLY | O_APPEND | O_CREAT, "errors");
  else if (!strcmp(name, "soft")) limit(value, 0);
  else if (!strcmp(name, "hard")) limit(value, 1);
  else if (!strcmp(name, "umask")) umask((mode_t) strtol(value, 0, 8));
  else if (!strcmp(name, "nice")) return nice(number) != -1 || number == 0;
  else if (!strcmp(name, "leader")) return !setpgid(0, 0);
  else return 0;
  return 1;
}

int main(int count, char **arguments) {
  int i = 1;
  for (; i < count && strcmp(arguments[i], "--"); i++) {
    char *value = strchr(arguments[i], '=');
    if (!value) fail(arguments[i]);
    *value++ = 0;
    if (!apply(arguments[i], value)) fail(arguments[i]);
  }
  if (i + 1 >= count) fail("no program");
  char **argv = i + 2 < count ? arguments + i + 2 : arguments + i + 1;
  execve(arguments[i + 1], argv, variables);
  fail(arguments[i + 1]);
}

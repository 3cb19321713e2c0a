/*
 * Writes what it was started with to the file PROBE_REPORT, a fact a line: words, variables, descriptors, signals, limits,
 * ids, and the rest of what a program inherits. Bytes that are not plain text are shown as \ooo.
 *
 * Limits may be small: it needs no memory but its own, and takes notice of limits before it raises those in its way.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define DESCRIPTORS 4096

extern char **environ;

static const struct {
  const char *name;
  int resource;
} resources[] = {
    {"as", RLIMIT_AS},         {"core", RLIMIT_CORE},     {"cpu", RLIMIT_CPU},   {"data", RLIMIT_DATA},
    {"fsize", RLIMIT_FSIZE},   {"memlock", RLIMIT_MEMLOCK}, {"nofile", RLIMIT_NOFILE}, {"nproc", RLIMIT_NPROC},
    {"rss", RLIMIT_RSS},       {"stack", RLIMIT_STACK},
};
#define RESOURCES (sizeof resources / sizeof *resources)

static struct rlimit limits[RESOURCES];
static unsigned char open_flags[DESCRIPTORS];
static int out;

static void line(const char *format, ...) {
  char text[512];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(text, sizeof text - 1, format, arguments);
  va_end(arguments);
  text[length++] = '\n';
  if (write(out, text, (size_t) length) != length) _exit(98);
}

static void bytes(const char *label, const char *text) {
  static char shown[4096];
  size_t length = (size_t) snprintf(shown, sizeof shown, "%s ", label);
  for (; *text; text++) {
    if (length + 5 > sizeof shown) {
      if (write(out, shown, length) < 0) _exit(98);
      length = 0;
    }
    if (*text >= ' ' && *text < 127 && *text != '\\') shown[length++] = *text;
    else length += (size_t) sprintf(shown + length, "\\%03o", (unsigned char) *text);
  }
  shown[length++] = '\n';
  if (write(out, shown, length) < 0) _exit(98);
}

static void show_descriptors(void) {
  struct stat status;
  for (int i = 0; i < DESCRIPTORS; i++)
    if (open_flags[i]) {
      fstat(i, &status);
      line("descriptor %d flags %o%s file %lx:%lx type %o at %ld", i, fcntl(i, F_GETFL), open_flags[i] > 1 ? " cloexec" : "",
           S_ISFIFO(status.st_mode) ? 0 : (long) status.st_dev, S_ISFIFO(status.st_mode) ? 0 : (long) status.st_ino,
           status.st_mode & S_IFMT, (long) lseek(i, 0, SEEK_CUR));
    }
}

static void show_signals(void) {
  sigset_t blocked, pending;
  sigprocmask(SIG_BLOCK, 0, &blocked);
  sigpending(&pending);
  for (int i = 1; i < NSIG; i++) {
    struct sigaction action;
    if (sigaction(i, 0, &action) < 0) continue;
    if (sigismember(&blocked, i)) line("blocked %d", i);
    if (sigismember(&pending, i)) line("pending %d", i);
    if (action.sa_handler != SIG_DFL) line("ignored %d", i);
  }
}

static void show_limits(void) {
  for (size_t i = 0; i < RESOURCES; i++)
    line("limit %s %llu %llu", resources[i].name, (unsigned long long) limits[i].rlim_cur,
         (unsigned long long) limits[i].rlim_max);
}

static void show_ids(void) {
  uid_t user, effective_user, saved_user;
  gid_t group, effective_group, saved_group, groups[64];
  getresuid(&user, &effective_user, &saved_user);
  getresgid(&group, &effective_group, &saved_group);
  line("user %lu %lu %lu", (long) user, (long) effective_user, (long) saved_user);
  line("group %lu %lu %lu", (long) group, (long) effective_group, (long) saved_group);
  int count = getgroups(64, groups);
  for (int i = 0; i < count; i++) line("groups %lu", (long) groups[i]);
}

/* What Linux reports beyond POSIX. */
static void show_proc(void) {
  static const char *const shown[] = {"Cap", "NoNewPrivs", "Seccomp", "Cpus_allowed_list"};
  char text[256];
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(text, sizeof text, status))
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
      if (!strncmp(text, shown[i], strlen(shown[i]))) bytes("status", strtok(text, "\n"));
  FILE *filter = fopen("/proc/self/coredump_filter", "r");
  if (filter && fgets(text, sizeof text, filter)) bytes("coredump filter", strtok(text, "\n"));
}

int main(int count, char **argv) {
  char directory[PATH_MAX];
  for (int i = 0; i < DESCRIPTORS; i++) {
    int flags = fcntl(i, F_GETFD);
    open_flags[i] = flags < 0 ? 0 : flags & FD_CLOEXEC ? 2 : 1;
  }
  for (size_t i = 0; i < RESOURCES; i++) {
    getrlimit(resources[i].resource, &limits[i]);
    struct rlimit raised = {limits[i].rlim_max, limits[i].rlim_max};
    setrlimit(resources[i].resource, &raised);
  }
  mode_t mask = umask(0);
  out = open(PROBE_REPORT, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (out < 0) _exit(97);
  line("process %ld", (long) getpid());
  line("leads session %d group %d", getsid(0) == getpid(), getpgrp() == getpid());
  line("umask %03o", mask);
  line("nice %d", getpriority(PRIO_PROCESS, 0));
  bytes("directory", getcwd(directory, sizeof directory) ? directory : "?");
  show_ids();
  show_limits();
  show_signals();
  show_descriptors();
  show_proc();
  for (int i = 0; i < count; i++) bytes("word", argv[i]);
  for (char **variable = environ; *variable; variable++) bytes("variable", *variable);
  return 0;
}

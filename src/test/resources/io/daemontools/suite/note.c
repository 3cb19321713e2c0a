/*
 * Stands in for a command: notes, in one line of the file notes above the directory that it is in, what it was called, with
 * which words and variables, where, and with which descriptors. One called readproctitle notes what it reads, too.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

static char text[1 << 20];
static size_t length;

static void add(const char *bytes, size_t count) {
  for (size_t i = 0; i < count && length < sizeof text - 8; i++) {
    unsigned char byte = (unsigned char) bytes[i];
    if (byte > ' ' && byte < 127 && byte != '\\') text[length++] = bytes[i];
    else length += (size_t) sprintf(text + length, "\\%03o", byte);
  }
}

static void item(const char *label, const char *bytes) {
  text[length++] = ' ';
  add(label, strlen(label));
  add(bytes, strlen(bytes));
}

static void descriptor(int number) {
  struct stat status;
  static const char log_pipe[] = "/supervise/pipe";
  char shown[128], link[64], target[4096];
  if (fstat(number, &status) < 0) return;
  snprintf(link, sizeof link, "/proc/self/fd/%d", number);
  ssize_t count = readlink(link, target, sizeof target - 1);
  target[count < 0 ? 0 : count] = 0;
  size_t end = strlen(target) - (sizeof log_pipe - 1);
  if (S_ISREG(status.st_mode)) strcpy(target, "file");
  else if (S_ISFIFO(status.st_mode) && end < sizeof target && !strcmp(target + end, log_pipe))
    snprintf(target, sizeof target, "fifo-pipe:[%llu]", (unsigned long long) status.st_ino);
  snprintf(shown, sizeof shown, "%d,%o:%.63s", number, fcntl(number, F_GETFL), target);
  item("fd=", shown);
}

static void signals(void) {
  char shown[32];
  sigset_t blocked;
  sigprocmask(SIG_BLOCK, 0, &blocked);
  for (int i = 1; i < NSIG; i++) {
    struct sigaction action;
    if (sigaction(i, 0, &action) < 0) continue;
    snprintf(shown, sizeof shown, "%d", i);
    if (sigismember(&blocked, i)) item("blocked=", shown);
    if (action.sa_handler != SIG_DFL) item("ignored=", shown);
  }
}

/* The directory above the one that this program is in. */
static int notes(char *path, size_t room) {
  ssize_t count = readlink("/proc/self/exe", path, room - 16);
  if (count < 0) return -1;
  path[count] = 0;
  *strrchr(path, '/') = 0;
  strcpy(strrchr(path, '/'), "/notes");
  return open(path, O_WRONLY | O_APPEND | O_CLOEXEC);
}

int main(int count, char **argv) {
  char path[PATH_MAX], bytes[4096];
  const char *name = strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argv[0];
  for (int i = 0; i < count; i++) item("", argv[i]);
  for (char **variable = environ; *variable; variable++) item("env=", *variable);
  item("in=", getcwd(path, sizeof path) ? path : "?");
  signals();
  for (int i = 0; i < 64; i++) descriptor(i);
  if (!strcmp(name, "readproctitle")) {
    item("reads=", "");
    for (ssize_t got; (got = read(0, bytes, sizeof bytes)) > 0; ) add(bytes, (size_t) got);
  }
  text[length++] = '\n';
  int file = notes(path, sizeof path);
  if (file < 0 || write(file, text, length) != (ssize_t) length) return 96;
  if (!strcmp(name, "svscan") && write(2, "message\n", 10) < 0) return 96;
  /* a supervise stays, or svscan would start another */
  return strcmp(name, "supervise") ? 0 : pause();
}

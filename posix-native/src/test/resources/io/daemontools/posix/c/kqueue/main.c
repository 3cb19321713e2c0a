/* Calls the functions of watches.c; prints what they answer. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sys/event.h>

#include "dt_posix.h"

/* Waits where the event is to come. */
static int readable(int watch, int milliseconds) {
  struct pollfd entry = {watch, POLLIN, 0};
  return poll(&entry, 1, milliseconds);
}

static void print(const char *what, int answer) {
  if (answer < 0)
    printf("%s: %s\n", what, strerrorname_np(-answer));
  else
    printf("%s: %d\n", what, answer);
}

static int32_t directory(const char *name) {
  return dt_watch_directory((const int8_t *) name);
}

static int32_t file(const char *name) {
  return dt_watch_file((const int8_t *) name);
}

static void touch(const char *name) {
  close(open(name, O_WRONLY | O_CREAT, 0600));
}

static int open_descriptors(void) {
  int count = -kqueue_sources;
  for (int i = 0; i < 256; i++) count += fcntl(i, F_GETFD) >= 0;
  return count;
}

static pid_t child(void) {
  pid_t made = fork();
  if (made) return made;
  for (;;) pause();
}

static void processes(void) {
  pid_t first = child(), second = child();
  int a = dt_watch_process(first), b = dt_watch_process(second);
  print("close-on-exec", fcntl(a, F_GETFD));
  print("a process that runs", readable(a, 0));
  print("signalled", dt_signal_process(a, SIGTERM));
  print("ended", readable(a, -1));
  print("still ended", readable(a, 0));
  print("signalled once it has ended", dt_signal_process(a, SIGTERM));
  print("the other one", readable(b, 0));
  dt_close_watch(a);
  print("signalled when the first watch is closed", dt_signal_process(b, SIGKILL));
  print("ended", readable(b, -1));
  dt_close_watch(b);
  waitpid(first, 0, 0);
  waitpid(second, 0, 0);
  print("no such process", dt_watch_process(first));
}

static void files(void) {
  int a = directory("."), b = file("file");
  print("no change", readable(a, 0) || readable(b, 0));
  touch("new");
  print("a new file", readable(a, -1));
  print("drained", dt_drain_watch(a));
  print("no change", readable(a, 0));
  print("no process", dt_signal_process(a, SIGTERM));
  int written = open("file", O_WRONLY);
  if (write(written, "x", 1) == 1) print("written", readable(b, -1));
  close(written);
  print("the directory is the same", readable(a, 0));
  dt_close_watch(a);
  print("drained when the first watch is closed", dt_drain_watch(b));
  unlink("file");
  dt_close_watch(b);
  print("no file", file("file"));
  if (symlink("new", "link") == 0) print("a link", file("link"));
  print("no directory", directory("new"));
}

int main(void) {
  int before = open_descriptors();
  processes();
  touch("file");
  files();
  print("descriptors left open", open_descriptors() - before);
  return 0;
}

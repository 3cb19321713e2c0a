/* svscan DIR: the floor of a scanner that starts a supervise for each directory, and for its log, and sees a new directory at once. */
#include <dirent.h>
#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "floor.h"

static void start(const char *directory, const char *name, int from, int to) {
  if (must(fork())) return;
  signal(SIGPIPE, SIG_DFL);
  if (from >= 0) dup2(from, 0);
  if (to >= 0) dup2(to, 1);
  if (directory) must(chdir(directory));
  setsid();
  execlp("supervise", "supervise", name, (char *) 0);
  _exit(111);
}

static void start_service(const char *name) {
  char path[512];
  struct stat status;
  int from = -1, to = -1;
  if (strlen(name) > 256 || stat(name, &status) < 0 || !S_ISDIR(status.st_mode)) return;
  snprintf(path, sizeof path, "%s/log", name);
  if (!stat(path, &status)) {
    snprintf(path, sizeof path, "%s/supervise", name);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/supervise/pipe", name);
    mkfifo(path, 0600);
    from = (int) must(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    to = (int) must(open(path, O_RDWR | O_CLOEXEC));
    must(fcntl(from, F_SETFL, O_RDONLY));
  }
  snprintf(path, sizeof path, "%s/supervise/ok", name);
  if (!stat(path, &status)) return;
  start(0, name, -1, to);
  if (from >= 0) start(name, "log", from, -1);
}

static void scan(void) {
  struct dirent *entry;
  DIR *directory = opendir(".");
  if (!directory) _exit(111);
  while ((entry = readdir(directory)))
    if (entry->d_name[0] != '.') start_service(entry->d_name);
  closedir(directory);
}

int main(int count, char **argv) {
  struct rlimit files;
  char changes[4096];
  if (count < 2) return 100;
  must(chdir(argv[1]));
  signal(SIGPIPE, SIG_IGN);
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
  struct pollfd changed = {(int) must(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), POLLIN, 0};
  must(inotify_add_watch(changed.fd, ".", IN_MOVED_TO | IN_CREATE));
  scan();
  for (;;) {
    poll(&changed, 1, 5000);
    while (waitpid(-1, 0, WNOHANG) > 0) continue;
    if (read(changed.fd, changes, sizeof changes) > 0) scan();
  }
}

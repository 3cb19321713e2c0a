/* svc -LETTERS DIR...: the floor of svc. */
#include <signal.h>

#include "floor.h"

int main(int count, char **argv) {
  char path[4096];
  if (count < 3 || argv[1][0] != '-') return 100;
  signal(SIGPIPE, SIG_IGN);
  int start = (int) must(open(".", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  for (int i = 2; i < count; i++) {
    size_t length = strlen(argv[i]);
    if (length > sizeof path - 32) return 100;
    memcpy(path, argv[i], length);
    memcpy(path + length, "/supervise/control", 19);
    int control = (int) must(open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC));
    write_all(control, argv[1] + 1, strlen(argv[1] + 1));
    close(control);
  }
  must(fchdir(start));
  return 0;
}

/* svok DIR: the floor of svok. */
#include "floor.h"

int main(int count, char **argv) {
  if (count < 2) return 100;
  if (chdir(argv[1]) < 0) return 100;
  return open("supervise/ok", O_WRONLY | O_NONBLOCK | O_CLOEXEC) < 0 ? 100 : 0;
}

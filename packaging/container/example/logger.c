/* A logger's run where no shell can read a run script: it becomes multilog. */
#include <stdio.h>
#include <unistd.h>

int main(void) {
  execl("/bin/multilog", "multilog", "t", "s99999", "n5", "./main", (char *) 0);
  perror("/bin/multilog");
  return 111;
}

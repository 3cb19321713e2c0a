/*
 * A service that there must be one of at a time: adds its process id to "starts" and stays. One too many adds it to "doubled", and waits
 * until it is alone.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

static void add_to(const char *file) {
  dprintf(open(file, O_WRONLY | O_APPEND | O_CREAT, 0644), "%d\n", (int) getpid());
}

int main(void) {
  int lock = open("alone", O_RDWR | O_CREAT, 0644);
  if (flock(lock, LOCK_EX | LOCK_NB) < 0) {
    add_to("doubled");
    if (flock(lock, LOCK_EX) < 0) return 1;
  }
  add_to("starts");
  for (;;) pause();
}

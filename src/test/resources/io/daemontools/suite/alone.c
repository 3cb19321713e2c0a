/* A service that there must be one of at a time: adds its process id to "starts" and stays; one too many makes "doubled". */
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

int main(void) {
  int lock = open("alone", O_RDWR | O_CREAT, 0644);
  if (flock(lock, LOCK_EX | LOCK_NB) < 0) return close(open("doubled", O_WRONLY | O_CREAT, 0644)) < 0;
  int starts = open("starts", O_WRONLY | O_APPEND | O_CREAT, 0644);
  dprintf(starts, "%d\n", (int) getpid());
  for (;;) pause();
}

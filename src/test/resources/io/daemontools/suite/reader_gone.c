/*
 * Writes a line to standard output and asks with select whether it is readable, as programs do that wait for the end of their
 * reader: a pipe that is open for writing alone is readable only then. The answer goes to the file "seen".
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/select.h>
#include <unistd.h>

int main(void) {
  fd_set output;
  struct timeval now = {0, 0};
  if (write(1, "line\n", 5) != 5) return 1;
  FD_ZERO(&output);
  FD_SET(1, &output);
  int readable = select(2, &output, 0, 0, &now);
  dprintf(open("seen.new", O_WRONLY | O_CREAT | O_TRUNC, 0644), "%d\n", readable);
  rename("seen.new", "seen");
  for (;;) pause();
}

/*
 * A service that logs: 50 MB in a second, lines of 100 bytes in pieces of 4000, then nothing. It makes the file "poured" when all has been
 * written; a logger that is slower makes it wait.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"

#define PIECE 4000
#define PIECES 12500
#define SECOND 1000000000LL

int main(void) {
  char piece[PIECE];
  if (access("pour", F_OK)) for (;;) pause();
  unlink("pour");
  memset(piece, 'x', sizeof piece);
  for (int i = 99; i < PIECE; i += 100) piece[i] = '\n';
  int64_t start = now();
  for (int i = 0; i < PIECES; i++) {
    int64_t early = start + i * (SECOND / PIECES) - now();
    if (early > 10000000) pause_for(early);
    for (ssize_t at = 0, count; at < PIECE; at += count)
      if ((count = write(1, piece + at, (size_t) (PIECE - at))) < 0) return 111;
  }
  int done = open("poured", O_WRONLY | O_CREAT, 0644);
  if (done < 0) return 111;
  close(done);
  for (;;) pause();
}

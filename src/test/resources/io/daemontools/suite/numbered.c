/*
 * numbered NAME LINES LENGTH MICROSECONDS: writes lines of that length to standard output, each with the name and its number, from 1.
 * It sleeps for that time after each 64 KB.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK 65536

static char block[BLOCK];

int main(int count, char **argv) {
  if (count != 5) return 100;
  long lines = atol(argv[2]), length = atol(argv[3]), pause = atol(argv[4]);
  if (length < 40 || length > 4096) return 100;
  setvbuf(stdout, 0, _IONBF, 0);
  size_t used = 0;
  for (long i = 1; i <= lines; i++) {
    char *line = block + used;
    int head = snprintf(line, (size_t) length, "%s %ld ", argv[1], i);
    memset(line + head, 'x', (size_t) (length - head));
    line[length - 1] = '\n';
    used += (size_t) length;
    if (used + (size_t) length > BLOCK || i == lines) {
      if (fwrite(block, 1, used, stdout) != used) return 111;
      used = 0;
      if (pause > 0) usleep((useconds_t) pause);
    }
  }
  return 0;
}

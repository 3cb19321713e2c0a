/* A service that writes as many lines as its argument specifies, each its number, and then stays. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int count, char **argv) {
  long lines = count > 1 ? atol(argv[1]) : 0;
  for (long i = 0; i < lines; i++) printf("%ld\n", i);
  fflush(stdout);
  for (;;) pause();
}

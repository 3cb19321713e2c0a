/* The floor of tai64n: the label is made where it is written from, and each line is copied once. */
#include "floor.h"

static char in[BLOCK], out[2 * BLOCK];

int main(void) {
  int within = 0;
  size_t length;
  while ((length = (size_t) must(read(0, in, sizeof in)))) {
    size_t filled = 0;
    for (char *at = in, *end = in + length; at < end;) {
      char *newline = memchr(at, '\n', (size_t) (end - at));
      size_t count = (size_t) ((newline ? newline + 1 : end) - at);
      if (filled + STAMP + count > sizeof out) {
        write_all(1, out, filled);
        filled = 0;
      }
      if (!within) {
        put_stamp(out + filled);
        filled += STAMP;
      }
      memcpy(out + filled, at, count);
      filled += count;
      at += count;
      within = !newline;
    }
    write_all(1, out, filled);
  }
  return 0;
}

/* svstat DIR...: the floor of svstat, for directories whose supervise runs. */
#include "floor.h"

#define STATUS 18

static char out[BLOCK];
static size_t filled;

static void put(const char *text) {
  size_t length = strlen(text);
  memcpy(out + filled, text, length);
  filled += length;
}

static void put_decimal(uint64_t number) {
  char digits[20];
  size_t at = sizeof digits;
  do digits[--at] = (char) ('0' + number % 10);
  while (number /= 10);
  memcpy(out + filled, digits + at, sizeof digits - at);
  filled += sizeof digits - at;
}

int main(int count, char **argv) {
  char path[4096];
  unsigned char status[STATUS];
  struct stat found;
  must(open(".", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  for (int i = 1; i < count; i++) {
    size_t length = strlen(argv[i]);
    if (length > sizeof path - 32) return 100;
    memcpy(path, argv[i], length);
    memcpy(path + length, "/down", 6);
    int normally_up = stat(path, &found) < 0;
    memcpy(path + length, "/supervise/ok", 14);
    close((int) must(open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)));
    memcpy(path + length, "/supervise/status", 18);
    int descriptor = (int) must(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (must(read(descriptor, status, sizeof status)) != STATUS) return 111;
    close(descriptor);
    uint64_t seconds;
    memcpy(&seconds, status, sizeof seconds);
    uint64_t now = EPOCH + (uint64_t) time(0);
    seconds = __builtin_bswap64(seconds);
    seconds = now > seconds ? now - seconds : 0;
    uint32_t process = status[12] | status[13] << 8 | status[14] << 16 | (uint32_t) status[15] << 24;
    if (filled + length + 128 > sizeof out) {
      write_all(1, out, filled);
      filled = 0;
    }
    put(argv[i]);
    put(process ? ": up (pid " : ": down ");
    if (process) {
      put_decimal(process);
      put(") ");
    }
    put_decimal(seconds);
    put(" seconds");
    if (process && !normally_up) put(", normally down");
    if (!process && normally_up) put(", normally up");
    if (process && status[16]) put(", paused");
    if (!process && status[17] == 'u') put(", want up");
    if (process && status[17] == 'd') put(", want down");
    put("\n");
  }
  write_all(1, out, filled);
  return 0;
}

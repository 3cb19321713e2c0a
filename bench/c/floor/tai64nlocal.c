/*
 * The floor of tai64nlocal. A label of the usual form whose second is that of the last one is compared and not read; each line is
 * copied once. A label that is not complete waits for the next block.
 */
#include "floor.h"

#define LABEL 25
#define SECOND 1000000000u
#define DIGITS 9

static char in[BLOCK], out[2 * BLOCK];
static size_t filled;

/* The last label of the usual form, and its second as local time. */
static char label[SECOND_LENGTH];
static char text[32];
static size_t text_length;

/* Values of hexadecimal digits, with a bit of their own for other characters. */
#define NO_DIGIT 0x80
static unsigned char values[256];

static void flush(void) {
  write_all(1, out, filled);
  filled = 0;
}

static void put(const char *bytes, size_t count) {
  if (filled + count > sizeof out) flush();
  memcpy(out + filled, bytes, count);
  filled += count;
}

static int know(int64_t seconds) {
  time_t moment = (time_t) seconds;
  struct tm *local = localtime(&moment);
  if (!local) return 0;
  text_length = (size_t) snprintf(text, sizeof text, "%d-%02d-%02d %02d:%02d:%02d.", local->tm_year + 1900,
                                  local->tm_mon + 1, local->tm_mday, local->tm_hour, local->tm_min, local->tm_sec);
  return 1;
}

static void put_nanoseconds(uint32_t nanoseconds) {
  char *to = out + filled;
  uint32_t highest = nanoseconds / 100000000, rest = nanoseconds % 100000000;
  uint64_t digits = (uint64_t) (rest / 10000) << 32 | rest % 10000;
  digits += (digits * 10486 >> 20 & 0x0000007f0000007f) * ((1 << 16) - 100);
  digits += (digits * 103 >> 10 & 0x000f000f000f000f) * ((1 << 8) - 10);
  digits = __builtin_bswap64(digits + 0x3030303030303030);
  memcpy(to, text, sizeof text);
  to += text_length;
  *to = (char) ('0' + highest);
  memcpy(to + 1, &digits, sizeof digits);
  filled += text_length + DIGITS;
}

/* A number of eight digits; too great for nanoseconds if there is another character. */
static uint32_t read_digits(const char *at) {
  uint64_t bytes, digits;
  memcpy(&bytes, at, sizeof bytes);
  bytes = __builtin_bswap64(bytes);
  digits = (bytes & 0x0f0f0f0f0f0f0f0f) + (bytes >> 6 & 0x0101010101010101) * 9;
  uint64_t letters = (digits + 0x0606060606060606) >> 4 & 0x0101010101010101;
  if ((digits & 0xf0f0f0f0f0f0f0f0) | ((digits + 0x3030303030303030 + letters * ('a' - '9' - 1)) ^ bytes)) return SECOND;
  digits = (digits | digits >> 4) & 0x00ff00ff00ff00ff;
  digits = (digits | digits >> 8) & 0x0000ffff0000ffff;
  return (uint32_t) (digits | digits >> 16);
}

/* Any label, up to its last digit. */
static void put_label(const char *at, size_t length) {
  uint64_t seconds = 0, nanoseconds = 0;
  for (size_t i = 1; i < length; i++) {
    seconds = seconds << 4 | nanoseconds >> 28;
    nanoseconds = (nanoseconds & 0xfffffff) << 4 | values[(unsigned char) at[i]];
  }
  int usual = length == LABEL && nanoseconds < SECOND;
  if (!know((int64_t) (seconds - EPOCH))) {
    put(at, length);
  } else if (usual) {
    memcpy(label, at, SECOND_LENGTH);
    put_nanoseconds((uint32_t) nanoseconds);
    return;
  } else {
    char digits[24];
    put(text, text_length);
    put(digits, (size_t) snprintf(digits, sizeof digits, "%09llu", (unsigned long long) nanoseconds));
  }
  label[0] = 0;
}

int main(void) {
  int within = 0;
  size_t kept = 0, count;
  for (int i = 0; i < 256; i++)
    values[i] = i >= '0' && i <= '9' ? (unsigned char) (i - '0')
                : i >= 'a' && i <= 'f' ? (unsigned char) (i - 'a' + 10) : NO_DIGIT;
  while ((count = (size_t) must(read(0, in + kept, sizeof in - kept)))) {
    char *at = in, *end = in + kept + count;
    kept = 0;
    label[0] = 0;
    while (at < end) {
      if (filled + 64 > sizeof out) flush();
      if (!within && *at == '@') {
        uint32_t nanoseconds = SECOND;
        if (end - at > LABEL && !memcmp(at, label, SECOND_LENGTH) && values[(unsigned char) at[LABEL]] & NO_DIGIT)
          nanoseconds = read_digits(at + SECOND_LENGTH);
        if (nanoseconds < SECOND) {
          put_nanoseconds(nanoseconds);
          at += LABEL;
        } else {
          char *last = at + 1;
          while (last < end && !(values[(unsigned char) *last] & NO_DIGIT)) last++;
          if (last == end && end - at < BLOCK) {
            kept = (size_t) (end - at);
            memmove(in, at, kept);
            break;
          }
          put_label(at, (size_t) (last - at));
          at = last;
        }
      }
      char *newline = memchr(at, '\n', (size_t) (end - at));
      char *next = newline ? newline + 1 : end;
      put(at, (size_t) (next - at));
      at = next;
      within = !newline;
    }
    flush();
  }
  return 0;
}

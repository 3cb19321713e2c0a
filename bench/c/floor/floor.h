/* What the floors share: output, TAI64N labels. A floor exits 111 if a call fails. */
#ifndef BENCH_FLOOR_H
#define BENCH_FLOOR_H

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BLOCK 65536
#define STAMP 26
#define SECOND_LENGTH 17

/* The label's second at the UNIX epoch. */
#define EPOCH 4611686018427387914ULL

/* The result of a call that may not fail. */
static inline long must(long result) {
  if (result < 0) _exit(111);
  return result;
}

static inline void write_all(int descriptor, const char *bytes, size_t length) {
  while (length) {
    size_t count = (size_t) must(write(descriptor, bytes, length));
    bytes += count;
    length -= count;
  }
}

/* Each of the eight hexadecimal digits of a number in a byte of its own, the first one lowest. */
static inline uint64_t spread(uint32_t number) {
  uint64_t digits = number;
  digits = (digits | digits << 16) & 0x0000ffff0000ffff;
  digits = (digits | digits << 8) & 0x00ff00ff00ff00ff;
  digits = (digits | digits << 4) & 0x0f0f0f0f0f0f0f0f;
  return __builtin_bswap64(digits);
}

static inline void put_digits(char *to, uint32_t number) {
  uint64_t digits = spread(number);
  uint64_t letters = (digits + 0x0606060606060606) >> 4 & 0x0101010101010101;
  digits += 0x3030303030303030 + letters * ('a' - '9' - 1);
  memcpy(to, &digits, sizeof digits);
}

/* Puts the time as a label and a space. Within a second only the last eight digits are new. */
static inline void put_stamp(char *to) {
  static char second[SECOND_LENGTH];
  static time_t known;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (now.tv_sec != known) {
    uint64_t label = EPOCH + (uint64_t) now.tv_sec;
    known = now.tv_sec;
    second[0] = '@';
    put_digits(second + 1, (uint32_t) (label >> 32));
    put_digits(second + 9, (uint32_t) label);
  }
  memcpy(to, second, SECOND_LENGTH);
  put_digits(to + SECOND_LENGTH, (uint32_t) now.tv_nsec);
  to[STAMP - 1] = ' ';
}

#endif

/* Functions of the Java class C for inner loops, inline: on bytes in memory, and the wall clock. */
#ifndef DAEMONTOOLS_INLINE_H
#define DAEMONTOOLS_INLINE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

static inline int32_t dt_index_of(const int8_t *block, int32_t from, int32_t to, int32_t wanted) {
  const int8_t *found = (const int8_t *) memchr(block + from, wanted, (size_t) (to - from));
  return found ? (int32_t) (found - block) : -1;
}

static inline void dt_copy(const int8_t *from, int32_t offset, int8_t *into, int32_t at, int32_t count) {
  memcpy(into + at, from + offset, (size_t) count);
}

static inline int32_t dt_equal(const int8_t *block, int32_t from, const int8_t *other, int32_t at, int32_t count) {
  return memcmp(block + from, other + at, (size_t) count) == 0;
}

/* The number has its highest byte first: the order of bytes that this machine has, or the reverse. */
static inline uint64_t dt_big_endian(uint64_t number) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  return __builtin_bswap64(number);
#else
  return number;
#endif
}

static inline int64_t dt_get_long(const int8_t *from, int32_t at) {
  uint64_t number;
  memcpy(&number, from + at, sizeof number);
  return (int64_t) dt_big_endian(number);
}

static inline void dt_put_long(int8_t *into, int32_t at, int64_t value) {
  uint64_t number = dt_big_endian((uint64_t) value);
  memcpy(into + at, &number, sizeof number);
}

/* Returns 0 if the clock cannot be read: a 32-bit time_t does not hold times after January 2038. */
static inline int64_t dt_read_clock(clockid_t clock) {
  struct timespec now;
  if (clock_gettime(clock, &now) < 0) return 0;
  return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline int64_t dt_wall_clock(void) {
  return dt_read_clock(CLOCK_REALTIME);
}

#endif
